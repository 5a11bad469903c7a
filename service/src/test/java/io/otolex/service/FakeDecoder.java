package io.otolex.service;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.Excerpt;
import io.otolex.audio.InputReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** Hears a tone of 1 kHz in every file, so much of it for every byte, or fails as {@link FakeEngine} does. */
final class FakeDecoder implements AudioDecoder {

    private static final int RATE_HZ = FakeEngine.MODEL.frontEnd().sampleRateHz();
    private final double secondsPerByte;
    private final double longestSeconds;
    private final InputReport shape;

    /** A second for every byte. */
    FakeDecoder() {
        this(1, Double.POSITIVE_INFINITY, new InputReport("tone", RATE_HZ, 1, 0));
    }

    /** @param shape of the report, but for its duration */
    FakeDecoder(double secondsPerByte, double longestSeconds, InputReport shape) {
        this.secondsPerByte = secondsPerByte;
        this.longestSeconds = longestSeconds;
        this.shape = shape;
    }

    @Override
    public DecodedAudio open(Path spool, Excerpt excerpt) throws AudioDecodingException {
        double seconds = secondsOf(FakeEngine.understood(spool));
        return new Tone(
                Math.round(RATE_HZ * excerpt.startSeconds()),
                Math.round(RATE_HZ * Math.min(seconds, excerpt.endSeconds())));
    }

    /** What "slow" files report of themselves before they are tagged. */
    @Override
    public OptionalDouble statedSeconds(Path spool) {
        try {
            String content = FakeEngine.understood(spool);
            return OptionalDouble.of(
                    content.startsWith("slow ") ? 10.0 * FakeEngine.slowWindows(content) : secondsOf(content));
        } catch (AudioDecodingException | IllegalStateException e) {
            return OptionalDouble.empty();
        }
    }

    private double secondsOf(String content) {
        return Math.min(longestSeconds, secondsPerByte * content.length());
    }

    private final class Tone implements DecodedAudio {

        private final long start;
        private final long end;
        private long position;

        Tone(long start, long end) {
            this.start = start;
            this.end = Math.max(start, end); // an excerpt beyond the end is empty
            this.position = start;
        }

        @Override
        public int read(float[] buffer) {
            int count = (int) Math.min(buffer.length, end - position);
            for (int i = 0; i < count; i++) {
                buffer[i] = (float) (0.5 * Math.sin(2 * Math.PI * 1000 * (position + i) / RATE_HZ));
            }
            position += count;
            return count;
        }

        @Override
        public Optional<InputReport> report() {
            double seconds = (double) (end - start) / RATE_HZ;
            var report = new InputReport(shape.codec(), shape.sampleRateHz(), shape.channels(), seconds);
            return position < end ? Optional.empty() : Optional.of(report);
        }

        @Override
        public void close() {}
    }
}
