package io.otolex.audio;

/**
 * Mono audio in memory.
 *
 * <p>The array is handed over, not copied: whoever builds a {@code Pcm} stops writing to it.
 *
 * @param samples amplitudes, nominally in [-1, 1]
 * @param sampleRateHz samples per second
 */
public record Pcm(float[] samples, int sampleRateHz) {
    public Pcm {
        if (sampleRateHz <= 0) {
            throw new IllegalArgumentException("sampleRateHz must be positive, was " + sampleRateHz);
        }
    }
}
