package io.otolex.audio.mel;

/** Power to dB relative to 1.0. */
final class Decibels {

    /** Nothing is quieter: digital silence is exactly -100 dB. */
    private static final float LEAST_POWER = 1e-10f;

    private static final float LEAST_DB = -100f;

    private static final double DB_PER_NEPER = 10 / Math.log(10);

    private Decibels() {}

    static void replace(float[] values, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            values[i] = of(values[i]);
        }
    }

    static float of(float power) {
        return power <= LEAST_POWER ? LEAST_DB : (float) (DB_PER_NEPER * Math.log(power));
    }
}
