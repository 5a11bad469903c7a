package io.otolex.audio.decode;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.Excerpt;
import io.otolex.audio.InputReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The samples of one ffmpeg process. */
final class FfmpegAudio implements DecodedAudio {

    private static final int CHUNK_SAMPLES = 16 * 1024; // 64 kB, what a pipe holds

    private final Path spool;
    private final Excerpt excerpt;
    private final DecoderProcess process;
    private final DecoderLimits limits;
    private final int sampleRateHz;
    private final Consumer<DecoderProcess> whenGone;
    private final byte[] bytes = new byte[CHUNK_SAMPLES * Float.BYTES];
    private final FloatBuffer floats =
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    private long samples;
    private boolean ended;
    private boolean closed;
    private @Nullable InputReport report;

    FfmpegAudio(
            Path spool,
            Excerpt excerpt,
            DecoderProcess process,
            DecoderLimits limits,
            int sampleRateHz,
            Consumer<DecoderProcess> whenGone) {
        this.spool = spool;
        this.excerpt = excerpt;
        this.process = process;
        this.limits = limits;
        this.sampleRateHz = sampleRateHz;
        this.whenGone = whenGone;
    }

    @Override
    public int read(float[] buffer) throws AudioDecodingException {
        try {
            int filled = 0;
            while (filled < buffer.length && !ended) {
                filled += readChunk(buffer, filled);
            }
            return filled;
        } catch (IOException e) {
            close();
            throw new DecoderUnavailable("the decoder was lost: " + e.getMessage());
        } catch (AudioDecodingException e) {
            close();
            throw e;
        }
    }

    private int readChunk(float[] buffer, int from) throws IOException, AudioDecodingException {
        int wanted = Math.min(buffer.length - from, CHUNK_SAMPLES);
        int count = process.read(bytes, wanted * Float.BYTES) / Float.BYTES;
        floats.get(0, buffer, from, count);
        Samples.requireUsable(buffer, from, count, samples);
        samples += count;
        if (samples > limits.maxSamples(sampleRateHz)) {
            throw new AudioDecodingException.TooLong(limits.maxDuration());
        }
        if (count < wanted) {
            end();
        }
        return count;
    }

    private void end() throws IOException, AudioDecodingException {
        DecoderProcess.Ending ending = process.ending();
        StreamFacts facts = Verdict.of(ending, samples, limits);
        double seconds = (double) samples / sampleRateHz;
        report = facts.report(seconds, damage(ending.damage().of(facts), seconds));
        close();
    }

    /** A decoder reads ahead: where an excerpt ends before the file does, nothing that was asked for is missing. */
    private Damage damage(Damage heard, double seconds) {
        boolean truncated = excerpt.isOpenAfter(seconds) && (heard.truncated() || ContainerEnd.isCut(spool));
        return new Damage(truncated, heard.corrupt());
    }

    @Override
    public Optional<InputReport> report() {
        return Optional.ofNullable(report);
    }

    @Override
    public void close() {
        ended = true;
        if (!closed) {
            closed = true;
            process.close();
            whenGone.accept(process);
        }
    }
}
