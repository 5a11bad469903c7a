package io.otolex.audio;

/**
 * A log-mel spectrogram, in the levels of its {@link LogMelSpec}; most often dB relative to 1.0, at least -100.
 *
 * <p>The array is handed over, not copied.
 *
 * @param values [T, F] row by row: frame after frame, low frequencies first
 * @param frames T
 * @param bands F
 */
public record LogMel(float[] values, int frames, int bands) {
    public LogMel {
        if (values.length != frames * bands) {
            throw new IllegalArgumentException("expected " + frames + " x " + bands + " values, got " + values.length);
        }
    }
}
