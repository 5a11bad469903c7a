package io.otolex.audio.mel;

import io.otolex.audio.LogMelSpec;
import java.util.Arrays;

/**
 * The mel filter bank: overlapping triangles over the power spectrum, kept as their non-zero weights.
 *
 * <p>Of the 513 x 224 weights of the AudioSet front end 884 are not zero, at most 14 in a band.
 */
final class MelFilters {

    private final int[] firstBin; // [F], the first spectrum bin that a band touches
    private final int[] ends; // [F], where a band's weights end in the array below
    private final float[] weights; // band after band

    private MelFilters(int[] firstBin, int[] ends, float[] weights) {
        this.firstBin = firstBin;
        this.ends = ends;
        this.weights = weights;
    }

    static MelFilters of(LogMelSpec spec) {
        double[] edges = MelScale.edgesHz(spec.lowHz(), spec.highHz(), spec.bands());
        var firstBin = new int[spec.bands()];
        var ends = new int[spec.bands()];
        var weights = new float[spec.bands() * (spec.fftSize() / 2 + 1)];
        int end = 0;
        for (int band = 0; band < spec.bands(); band++) {
            firstBin[band] = -1;
            for (int bin = 0; bin <= spec.fftSize() / 2; bin++) {
                float weight = weight(edges, band, (double) bin * spec.sampleRateHz() / spec.fftSize());
                if (weight > 0) {
                    firstBin[band] = firstBin[band] < 0 ? bin : firstBin[band];
                    weights[end++] = weight;
                }
            }
            ends[band] = end;
        }
        return new MelFilters(firstBin, ends, Arrays.copyOf(weights, end));
    }

    /** The weight of one frequency in one band, rounded to float twice, as the training code's library does. */
    private static float weight(double[] edges, int band, double hz) {
        double rising = (hz - edges[band]) / (edges[band + 1] - edges[band]);
        double falling = (edges[band + 2] - hz) / (edges[band + 2] - edges[band + 1]);
        float triangle = (float) Math.max(0, Math.min(rising, falling));
        // Slaney's area normalisation. Without it every band is off by its own constant, and the model still answers.
        return (float) (triangle * (2 / (edges[band + 2] - edges[band])));
    }

    int bands() {
        return ends.length;
    }

    /** The weight of one bin in one band, zero for nearly all. */
    float weight(int band, int bin) {
        int start = band == 0 ? 0 : ends[band - 1];
        int index = start + bin - firstBin[band];
        return index >= start && index < ends[band] ? weights[index] : 0;
    }

    int nonZeros() {
        return weights.length;
    }

    /**
     * Projects one power spectrum.
     *
     * @param power [fftSize / 2 + 1]
     * @param mel receives F values from {@code offset} on
     */
    void project(float[] power, float[] mel, int offset) {
        int weight = 0;
        for (int band = 0; band < ends.length; band++) {
            int bin = firstBin[band];
            float sum = 0;
            while (weight < ends[band]) {
                sum += weights[weight++] * power[bin++];
            }
            mel[offset + band] = sum;
        }
    }
}
