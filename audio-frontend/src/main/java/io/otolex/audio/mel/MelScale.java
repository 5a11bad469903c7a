package io.otolex.audio.mel;

import io.otolex.audio.LogMelSpec;

/** Slaney's mel scale: linear up to 1 kHz, where 15 mel are reached, and logarithmic above. */
public final class MelScale {

    private static final double KNEE_HZ = 1000;
    private static final double HZ_PER_MEL = 200.0 / 3;
    private static final double KNEE_MEL = KNEE_HZ / HZ_PER_MEL;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    private MelScale() {}

    /** The edges of neighbouring triangles, evenly spread in mel: band b rises from b to b + 1, falls to b + 2. */
    static double[] edgesHz(double lowHz, double highHz, int bands) {
        double low = fromHz(lowHz);
        double step = (fromHz(highHz) - low) / (bands + 1);
        var edges = new double[bands + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = toHz(low + i * step);
        }
        return edges;
    }

    /**
     * Where a frequency lies on the mel axis of a log-mel.
     *
     * @return in bands: 0 is the middle of the first band, {@code bands - 1} that of the last
     */
    public static double band(double hz, LogMelSpec spec) {
        double low = fromHz(spec.lowHz());
        double step = (fromHz(spec.highHz()) - low) / (spec.bands() + 1);
        return (fromHz(hz) - low) / step - 1;
    }

    static double fromHz(double hz) {
        return hz < KNEE_HZ ? hz / HZ_PER_MEL : KNEE_MEL + Math.log(hz / KNEE_HZ) / LOG_STEP;
    }

    static double toHz(double mel) {
        return mel < KNEE_MEL ? mel * HZ_PER_MEL : KNEE_HZ * Math.exp((mel - KNEE_MEL) * LOG_STEP);
    }
}
