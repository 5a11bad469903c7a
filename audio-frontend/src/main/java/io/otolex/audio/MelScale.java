package io.otolex.audio;

/**
 * How frequencies are spread over mel bands, and what the triangles of a filter bank look like: each rises from its
 * neighbour's centre to its own and falls to the other neighbour's.
 */
public enum MelScale {
    /** Linear up to 1 kHz, where 15 mel are reached, logarithmic above; triangles straight over Hz, of area one. */
    SLANEY {
        private static final double KNEE_HZ = 1000;
        private static final double HZ_PER_MEL = 200.0 / 3;
        private static final double KNEE_MEL = KNEE_HZ / HZ_PER_MEL;
        private static final double LOG_STEP = Math.log(6.4) / 27;

        @Override
        double fromHz(double hz) {
            return hz < KNEE_HZ ? hz / HZ_PER_MEL : KNEE_MEL + Math.log(hz / KNEE_HZ) / LOG_STEP;
        }

        private double toHz(double mel) {
            return mel < KNEE_MEL ? mel * HZ_PER_MEL : KNEE_HZ * Math.exp((mel - KNEE_MEL) * LOG_STEP);
        }

        @Override
        public double position(double hz) {
            return hz;
        }

        @Override
        double positionOf(double mel) {
            return toHz(mel);
        }

        @Override
        public double height(double width) {
            return 2 / width;
        }
    },
    /** {@code 1127 ln(1 + f / 700)}, as Kaldi has it; triangles straight over mel, of height one. */
    KALDI {
        @Override
        double fromHz(double hz) {
            return 1127 * Math.log(1 + hz / 700);
        }

        @Override
        public double position(double hz) {
            return fromHz(hz);
        }

        @Override
        double positionOf(double mel) {
            return mel;
        }

        @Override
        public double height(double width) {
            return 1;
        }
    };

    abstract double fromHz(double hz);

    abstract double positionOf(double mel);

    /** Where a frequency lies on the axis over which the triangles are straight. */
    public abstract double position(double hz);

    /** Of a triangle that is {@code width} wide on that axis. */
    public abstract double height(double width);

    /**
     * Where a frequency lies on the mel axis of a log-mel of this scale.
     *
     * @return in bands: 0 is the middle of the first band, {@code bands - 1} that of the last
     */
    public double band(double hz, LogMelSpec spec) {
        double low = fromHz(spec.lowHz());
        double step = (fromHz(spec.highHz()) - low) / (spec.bands() + 1);
        return (fromHz(hz) - low) / step - 1;
    }

    /** Positions of the edges of {@code bands} triangles, evenly spread in mel: band b rises from b to b + 1, falls to b + 2. */
    public double[] edges(double lowHz, double highHz, int bands) {
        double low = fromHz(lowHz);
        double step = (fromHz(highHz) - low) / (bands + 1);
        var edges = new double[bands + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = positionOf(low + i * step);
        }
        return edges;
    }
}
