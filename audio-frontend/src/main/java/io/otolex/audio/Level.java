package io.otolex.audio;

/** How the power in a band is told. */
public enum Level {
    /** {@code 10 log10(max(p, 1e-10))}. */
    DECIBELS(-100),
    /** {@code ln(p + 1e-5)}. */
    NATURAL_LOG((float) Math.log(1e-5));

    private final float ofSilence;

    Level(float ofSilence) {
        this.ofSilence = ofSilence;
    }

    /** Of no power at all: the least there is. */
    public float ofSilence() {
        return ofSilence;
    }
}
