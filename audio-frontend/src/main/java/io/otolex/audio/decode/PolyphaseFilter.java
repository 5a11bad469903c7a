package io.otolex.audio.decode;

/**
 * A low-pass filter that takes one sample rate to another, by FFmpeg's default design (libswresample, engine "swr").
 *
 * <p>A sinc of 32 zero crossings at 0.97 of the lower of both Nyquist frequencies, under a Kaiser window of beta 9. The
 * same numbers as FFmpeg's, since models were trained on recordings that went through it.
 */
final class PolyphaseFilter {

    /*
     * Output k lies at input k M / L, which is n + p / L with a phase p. Each of the L phases has taps of its own, which
     * are the one long filter, sampled at that distance from the input samples around:
     *
     *     y[k] = sum over i of taps[p][i] x[n - centre + i]
     *
     * FFmpeg scales all phases by the sum of the first one, so that of an upsampled signal every second sample may be
     * lower by a hundred-thousandth. So do we.
     */

    private static final int ZERO_CROSSINGS = 32;
    private static final double CUTOFF = 0.97;
    private static final double KAISER_BETA = 9;

    /** What is added up at once. */
    static final int LANES = 4;

    private final int phases; // L
    private final int step; // M
    private final int length; // taps of a phase, even
    private final int stride; // the same, filled up with zeros to a multiple of LANES
    private final float[] taps; // [L, stride]

    private PolyphaseFilter(int phases, int step, int length) {
        this.phases = phases;
        this.step = step;
        this.length = length;
        this.stride = (length + LANES - 1) / LANES * LANES;
        this.taps = new float[phases * stride];
    }

    static PolyphaseFilter between(int fromHz, int toHz) {
        int divisor = greatestCommonDivisor(fromHz, toHz);
        double cutoff = Math.min(1, toHz * CUTOFF / fromHz);
        int crossings = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
        var filter = new PolyphaseFilter(toHz / divisor, fromHz / divisor, crossings + crossings % 2);
        filter.fill(cutoff);
        return filter;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private void fill(double cutoff) {
        double sum = 0;
        for (int tap = 0; tap < length; tap++) {
            sum += tap(tap, 0, cutoff);
        }
        for (int phase = 0; phase < phases; phase++) {
            for (int tap = 0; tap < length; tap++) {
                taps[phase * stride + tap] = (float) (tap(tap, phase, cutoff) / sum);
            }
        }
    }

    private double tap(int tap, int phase, double cutoff) {
        double x = Math.PI * (tap - centre() - (double) phase / phases) * cutoff;
        double edge = 2 * x / (cutoff * length * Math.PI); // -1 to 1 over the window
        return (x == 0 ? 1 : Math.sin(x) / x) * bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - edge * edge)));
    }

    /** The modified Bessel function of the first kind and order zero, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    /** Samples that an output takes, of them {@link #centre()} before its own place. */
    int length() {
        return length;
    }

    int centre() {
        return (length - 1) / 2;
    }

    int phases() {
        return phases;
    }

    /** By how many phases an output lies after the one before. */
    int step() {
        return step;
    }

    /** One output, in four sums, which a processor adds to at the same time. Reads LANES - 1 samples too many at most. */
    float apply(float[] samples, int from, int phase) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int tap = phase * stride;
        for (int i = from; i < from + stride; i += LANES, tap += LANES) {
            a += taps[tap] * samples[i];
            b += taps[tap + 1] * samples[i + 1];
            c += taps[tap + 2] * samples[i + 2];
            d += taps[tap + 3] * samples[i + 3];
        }
        return a + b + (c + d);
    }
}
