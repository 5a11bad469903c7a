package io.otolex.audio.mel;

/** Power to its natural logarithm, with a little power added first. Within 0.00001 of it, by the table of decibels. */
final class NaturalLog {

    private static final float ADDED = 1e-5f;
    private static final float PER_DECIBEL = (float) (Math.log(10) / 10);

    private NaturalLog() {}

    static void replace(float[] values, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            values[i] = PER_DECIBEL * Decibels.of(values[i] + ADDED);
        }
    }
}
