package io.otolex.audio.decode;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.InputReport;
import java.util.Optional;

/** A recording of another rate, brought to the front end's while it is read. Sample for sample what FFmpeg makes of it. */
final class ResampledAudio implements DecodedAudio {

    /*
     *     mirrored | held samples ……………………………… | mirrored
     *            [ window of the next output ]
     *
     * Beyond its ends a recording goes on as its mirror image: without repeating the first sample, but repeating the
     * last. The mirror at the end is as long as half of what is left when the samples run out, which is FFmpeg's rule
     * for how many outputs there are.
     */

    private static final int CHUNK = 8 * 1024;

    private final DecodedAudio audio;
    private final PolyphaseFilter filter;
    private final int sampleRateHz;
    private final float[] chunk = new float[CHUNK];
    private final float[] held;
    private int count; // of held samples; zero before the first, and never again
    private int at; // where the next output's window begins
    private int phase;
    private boolean dry; // the recording has no more samples
    private boolean ended;
    private long samples; // given out

    /**
     * Resamples a recording that is longer than the filter.
     *
     * @param sampleRateHz of the result
     */
    ResampledAudio(DecodedAudio audio, PolyphaseFilter filter, int sampleRateHz) {
        this.audio = audio;
        this.filter = filter;
        this.sampleRateHz = sampleRateHz;
        this.held = new float[CHUNK + 4 * filter.length() + PolyphaseFilter.LANES];
    }

    @Override
    public int read(float[] buffer) throws AudioDecodingException {
        int filled = resample(buffer, 0);
        while (filled < buffer.length && !ended) {
            readOn();
            filled += resample(buffer, filled);
        }
        samples += filled;
        return filled;
    }

    private int resample(float[] buffer, int from) {
        int to = from;
        for (; to < buffer.length && at + filter.length() <= count; to++) {
            buffer[to] = filter.apply(held, at, phase);
            phase += filter.step();
            at += phase / filter.phases();
            phase %= filter.phases();
        }
        return to - from;
    }

    /** Called when the held samples make no further output. */
    private void readOn() throws AudioDecodingException {
        if (dry) {
            mirrorEnd();
            return;
        }
        int read = audio.read(chunk);
        if (count == 0) {
            mirrorStart();
        } else {
            forget();
        }
        System.arraycopy(chunk, 0, held, count, read);
        count += read;
        dry = read < chunk.length;
    }

    private void forget() {
        System.arraycopy(held, at, held, 0, count - at);
        count -= at;
        at = 0;
    }

    private void mirrorStart() {
        count = filter.length();
        at = count - filter.centre();
        for (int i = 0; i < count; i++) {
            held[i] = chunk[count - i];
        }
    }

    private void mirrorEnd() {
        int mirrored = (Math.min(count - at, filter.length()) + 1) / 2;
        for (int i = 0; i < mirrored; i++) {
            held[count + i] = held[count - 1 - i];
        }
        count += mirrored;
        ended = true;
    }

    @Override
    public Optional<InputReport> report() {
        return audio.report().map(report -> report.lasting((double) samples / sampleRateHz));
    }

    @Override
    public void close() {
        audio.close();
    }
}
