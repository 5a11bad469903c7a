package io.otolex.audio.decode;

import io.otolex.audio.AudioDecodingException.Corrupt;

/** What a sample may be. */
final class Samples {

    /**
     * Louder than this is no recording. Float files may rightly exceed 1, and some hold unscaled 32-bit integers; beyond
     * lie NaN, infinity and noise read as numbers, which would turn whole spectra into NaN.
     */
    static final float MAX_AMPLITUDE = 1L << 31;

    private Samples() {}

    /** @param before how many samples came earlier, for the message */
    static void requireUsable(float[] samples, int from, int count, long before) throws Corrupt {
        for (int i = from; i < from + count; i++) {
            if (!(Math.abs(samples[i]) <= MAX_AMPLITUDE)) { // not the same as >, for NaN
                throw new Corrupt("sample " + (before + i - from) + " is " + samples[i] + ", which is no amplitude");
            }
        }
    }
}
