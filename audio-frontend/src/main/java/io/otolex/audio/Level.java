package io.otolex.audio;

/** How the power in a band is told. */
public enum Level {
    /** {@code 10 log10(max(p, 1e-10))}. */
    DECIBELS(-100, 1),
    /** {@code ln(p + 1e-5)}. */
    NATURAL_LOG((float) Math.log(1e-5), (float) (10 / Math.log(10)));

    private final float ofSilence;
    private final float decibelsPerUnit;

    Level(float ofSilence, float decibelsPerUnit) {
        this.ofSilence = ofSilence;
        this.decibelsPerUnit = decibelsPerUnit;
    }

    /** Of no power at all: the least there is. */
    public float ofSilence() {
        return ofSilence;
    }

    /** A level of this kind in dB relative to a power of 1. */
    public float toDecibels(float level) {
        return level * decibelsPerUnit;
    }
}
