package io.otolex.service.metrics;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.Excerpt;
import io.otolex.audio.InputReport;
import io.otolex.service.metrics.ServiceMetrics.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** A decoder whose time and failures are counted. */
public final class MeteredDecoder implements AudioDecoder {

    private final AudioDecoder decoder;
    private final ServiceMetrics metrics;

    public MeteredDecoder(AudioDecoder decoder, ServiceMetrics metrics) {
        this.decoder = decoder;
        this.metrics = metrics;
    }

    @Override
    public DecodedAudio open(Path spool, Excerpt excerpt) throws AudioDecodingException {
        long start = System.nanoTime();
        try {
            return new Metered(decoder.open(spool, excerpt), System.nanoTime() - start);
        } catch (AudioDecodingException reason) {
            metrics.decodeFailed(reason);
            throw reason;
        }
    }

    @Override
    public OptionalDouble statedSeconds(Path spool) {
        return decoder.statedSeconds(spool);
    }

    /** Adds up the waiting, and reports it once, at the end. */
    private final class Metered implements DecodedAudio {
        private final DecodedAudio audio;
        private long nanos;

        Metered(DecodedAudio audio, long nanos) {
            this.audio = audio;
            this.nanos = nanos;
        }

        @Override
        public int read(float[] buffer) throws AudioDecodingException {
            long start = System.nanoTime();
            try {
                return audio.read(buffer);
            } catch (AudioDecodingException reason) {
                metrics.decodeFailed(reason);
                throw reason;
            } finally {
                nanos += System.nanoTime() - start;
            }
        }

        @Override
        public Optional<InputReport> report() {
            return audio.report();
        }

        @Override
        public void close() {
            audio.close();
            metrics.record(Stage.DECODE, Duration.ofNanos(nanos));
        }
    }
}
