package io.otolex.audio;

/** Test signals that any language can make again. */
public final class Signals {

    private Signals() {}

    /** White noise from SplitMix64: exact, without a mathematical library. */
    public static float[] noise(int count, long seed, float amplitude) {
        var samples = new float[count];
        long state = seed;
        for (int i = 0; i < count; i++) {
            state += 0x9E3779B97F4A7C15L;
            long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            samples[i] = amplitude * (float) (2 * ((z >>> 40) / (double) (1 << 24)) - 1);
        }
        return samples;
    }

    /** A sine that rises from 20 Hz to 15 kHz, each octave in the same time. */
    public static float[] sweep(int count) {
        double seconds = count / 32_000.0;
        double k = Math.log(15_000 / 20.0);
        var samples = new float[count];
        for (int i = 0; i < count; i++) {
            double phase = 2 * Math.PI * 20 * seconds / k * (Math.exp(i / 32_000.0 / seconds * k) - 1);
            samples[i] = (float) (0.5 * Math.sin(phase));
        }
        return samples;
    }

    public static float[] sum(float[] one, float[] other) {
        var sum = new float[one.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = one[i] + other[i];
        }
        return sum;
    }

    public static double rms(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / (to - from));
    }
}
