package io.otolex.service;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.InputReport;
import java.nio.file.Path;
import java.util.Optional;

/** Hears a tone of 1 kHz in every file, a second of it for every byte, or fails as {@link FakeEngine} does. */
final class FakeDecoder implements AudioDecoder {

    private static final int RATE_HZ = FakeEngine.MODEL.frontEnd().sampleRateHz();

    @Override
    public DecodedAudio open(Path spool) throws AudioDecodingException {
        return new Tone((long) RATE_HZ * FakeEngine.understood(spool).length());
    }

    private static final class Tone implements DecodedAudio {

        private final long length;
        private long position;

        Tone(long length) {
            this.length = length;
        }

        @Override
        public int read(float[] buffer) {
            int count = (int) Math.min(buffer.length, length - position);
            for (int i = 0; i < count; i++) {
                buffer[i] = (float) (0.5 * Math.sin(2 * Math.PI * 1000 * (position + i) / RATE_HZ));
            }
            position += count;
            return count;
        }

        @Override
        public Optional<InputReport> report() {
            double seconds = (double) length / RATE_HZ;
            return position < length ? Optional.empty() : Optional.of(new InputReport("tone", RATE_HZ, 1, seconds));
        }

        @Override
        public void close() {}
    }
}
