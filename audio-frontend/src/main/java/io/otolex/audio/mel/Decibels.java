package io.otolex.audio.mel;

/** Power to dB relative to 1.0, by a table: a quarter of what {@code Math.log} costs, and within 0.00003 dB of it. */
final class Decibels {

    /*
     * A float is 2^e (1 + f). The first eight bits of f choose an interval with centre c; then
     *
     *     10 log10(x) = 10 log10(2) e + 10 log10(c) + 10/ln 10 (r - r²/2 + r³/3),   r = (1 + f) / c - 1,  |r| < 1/512
     */

    /** Nothing is quieter: digital silence is exactly -100 dB. */
    private static final float LEAST_POWER = 1e-10f;

    private static final float LEAST_DB = -100f;

    private static final int INDEX_BITS = 8;
    private static final int FRACTION_BITS = 23;
    private static final int EXPONENT_BIAS = 127;
    private static final int ONE = EXPONENT_BIAS << FRACTION_BITS;

    private static final float DB_PER_OCTAVE = (float) (10 * Math.log10(2));
    private static final float FIRST = (float) (10 / Math.log(10));
    private static final float SECOND = FIRST / 2;
    private static final float THIRD = FIRST / 3;

    private static final float[] INVERSE = new float[1 << INDEX_BITS]; // 1 / c
    private static final float[] LEVEL = new float[1 << INDEX_BITS]; // of c, in dB

    static {
        for (int i = 0; i < INVERSE.length; i++) {
            INVERSE[i] = (float) (1 / (1 + (i + 0.5) / INVERSE.length));
            LEVEL[i] = (float) (-10 * Math.log10(INVERSE[i]));
        }
    }

    private Decibels() {}

    static void replace(float[] values, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            values[i] = of(values[i]);
        }
    }

    /** @param power finite and not negative */
    static float of(float power) {
        if (power <= LEAST_POWER) {
            return LEAST_DB;
        }
        int bits = Float.floatToRawIntBits(power);
        int interval = (bits >> (FRACTION_BITS - INDEX_BITS)) & (INVERSE.length - 1);
        float mantissa = Float.intBitsToFloat((bits & ((1 << FRACTION_BITS) - 1)) | ONE);
        float r = mantissa * INVERSE[interval] - 1;
        float octaves = (bits >> FRACTION_BITS) - EXPONENT_BIAS;
        return DB_PER_OCTAVE * octaves + (LEVEL[interval] + r * (FIRST - r * (SECOND - r * THIRD)));
    }
}
