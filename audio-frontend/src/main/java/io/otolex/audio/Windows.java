package io.otolex.audio;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts a recording into windows while it is being decoded. Not thread-safe. */
public final class Windows {

    /*
     * hop = window, 27 s:      |0        10|10       20|
     *                                          |17       27|    moved back to end with the recording
     * hop = half a window:     |0        10|
     *                               |5        15|         …
     *
     * The last window is moved back, not padded: a window of almost only silence would make false tags. Only a
     * recording shorter than one window is padded, with zeros at its end and before the STFT, as the models' authors
     * do it; where a model was trained so, what is shorter still is repeated first:
     *
     * 2 s, repeated below 5 s:  |0 2|0 2|0|  silence  10|
     *
     * In memory are the window before, whose end is the beginning of the next, and the window being filled.
     */

    private final DecodedAudio audio;
    private final LogMelSpec spec;
    private final int hopSamples;
    private float @Nullable [] before;
    private int nextIndex;
    private long endSample; // of the last window
    private boolean ended;

    private Windows(DecodedAudio audio, LogMelSpec spec, int hopSamples) {
        if (hopSamples <= 0 || hopSamples > spec.windowSamples()) {
            throw new IllegalArgumentException(
                    "hop must be between 1 and " + spec.windowSamples() + " samples, was " + hopSamples);
        }
        this.audio = audio;
        this.spec = spec;
        this.hopSamples = hopSamples;
    }

    /** Windows side by side. Closing {@code audio} stays with the caller. */
    public static Windows of(DecodedAudio audio, LogMelSpec spec) {
        return of(audio, spec, spec.windowSamples());
    }

    /** Windows that begin {@code hopSamples} apart; half a window doubles the work and halves the blind edges. */
    public static Windows of(DecodedAudio audio, LogMelSpec spec, int hopSamples) {
        return new Windows(audio, spec, hopSamples);
    }

    /** The next window, or nothing after the last. A recording without a sample has none. */
    public Optional<Window> next() throws AudioDecodingException {
        if (ended) {
            return Optional.empty();
        }
        return before == null ? first() : following(before);
    }

    private Optional<Window> first() throws AudioDecodingException {
        var samples = new float[spec.windowSamples()];
        int count = audio.read(samples);
        ended = count < samples.length;
        repeat(samples, count);
        return count == 0 ? Optional.empty() : Optional.of(window(samples, count, count));
    }

    private void repeat(float[] samples, int count) {
        int end = Math.min(spec.repeatBelowSamples(), samples.length);
        for (int i = count; 0 < count && i < end; i++) {
            samples[i] = samples[i - count];
        }
    }

    private Optional<Window> following(float[] previous) throws AudioDecodingException {
        var fresh = new float[hopSamples];
        int count = audio.read(fresh);
        ended = count < hopSamples;
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(window(joined(previous, fresh, count), count, spec.windowSamples()));
    }

    /** The end of the window before, then what is new: fewer new samples move the window back. */
    private float[] joined(float[] previous, float[] fresh, int count) {
        if (count == previous.length) {
            return fresh;
        }
        var samples = Arrays.copyOfRange(previous, count, count + previous.length);
        System.arraycopy(fresh, 0, samples, previous.length - count, count);
        return samples;
    }

    private Window window(float[] samples, int fresh, int length) {
        before = samples;
        endSample += fresh;
        var pcm = new Pcm(samples, spec.sampleRateHz());
        return new Window(nextIndex++, seconds(endSample - length), seconds(endSample), pcm);
    }

    private double seconds(long samples) {
        return (double) samples / spec.sampleRateHz();
    }
}
