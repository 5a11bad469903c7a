package io.otolex.audio.mel;

import io.otolex.audio.LogMel;

/** How far a log-mel is from its reference, in dB. */
record Deviation(double worstAudible, double worst, double mean) {

    static Deviation of(LogMel actual, double[][] expected) {
        double worstAudible = 0;
        double worst = 0;
        double sum = 0;
        for (int frame = 0; frame < actual.frames(); frame++) {
            for (int band = 0; band < actual.bands(); band++) {
                double reference = expected[frame][band];
                double error = Math.abs(actual.values()[frame * actual.bands() + band] - reference);
                worstAudible = reference > -60 ? Math.max(worstAudible, error) : worstAudible;
                worst = Math.max(worst, error);
                sum += error;
            }
        }
        return new Deviation(worstAudible, worst, sum / actual.values().length);
    }
}
