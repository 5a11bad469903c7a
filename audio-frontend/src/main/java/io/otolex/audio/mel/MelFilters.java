package io.otolex.audio.mel;

import io.otolex.audio.LogMelSpec;
import io.otolex.audio.MelScale;

/**
 * The mel filter bank: overlapping triangles over the power spectrum, kept as their non-zero weights.
 *
 * <p>Of the 513 x 224 weights of the AudioSet front end 884 are not zero, at most 14 in a band.
 */
final class MelFilters {

    /*
     * Band b rises from edge b to edge b + 1 and falls from there to edge b + 2. So a bin between edge s and edge s + 1
     * is on the way up in band s and on the way down in band s - 1, and in no other:
     *
     *        b0    b1    b2
     *       /  \  /  \  /  \
     *      /    \/    \/    \
     *     /     /\    /\     \
     *    e0   e1  e2   e3    e4
     *
     * One walk over the bins, segment after segment, therefore fills all bands: two weights for each bin.
     */

    private final int firstBin; // at or above edge 0
    private final int[] ends; // [F + 1], the bin after each segment
    private final float[] rising; // [fftSize / 2 + 1]
    private final float[] falling; // [fftSize / 2 + 1]

    private MelFilters(int firstBin, int[] ends, float[] rising, float[] falling) {
        this.firstBin = firstBin;
        this.ends = ends;
        this.rising = rising;
        this.falling = falling;
    }

    static MelFilters of(LogMelSpec spec) {
        MelScale scale = spec.scale();
        double[] edges = scale.edges(spec.lowHz(), spec.highHz(), spec.bands());
        double binHz = (double) spec.sampleRateHz() / spec.fftSize();
        int firstBin = 0;
        while (scale.position(firstBin * binHz) < edges[0]) {
            firstBin++;
        }
        int[] ends = new int[spec.bands() + 1];
        var rising = new float[spec.fftSize() / 2 + 1];
        var falling = new float[rising.length];
        int bin = firstBin;
        for (int segment = 0; segment <= spec.bands(); segment++) {
            for (; bin < rising.length && scale.position(bin * binHz) < edges[segment + 1]; bin++) {
                double at = scale.position(bin * binHz);
                rising[bin] = segment < spec.bands() ? weight(scale, edges, segment, at) : 0;
                falling[bin] = segment > 0 ? weight(scale, edges, segment - 1, at) : 0;
            }
            ends[segment] = bin;
        }
        return new MelFilters(firstBin, ends, rising, falling);
    }

    /** The weight of one frequency in one band, rounded to float twice, as the training code's library does. */
    private static float weight(MelScale scale, double[] edges, int band, double at) {
        double up = (at - edges[band]) / (edges[band + 1] - edges[band]);
        double down = (edges[band + 2] - at) / (edges[band + 2] - edges[band + 1]);
        float triangle = (float) Math.max(0, Math.min(up, down));
        // Slaney's area normalisation. Without it every band is off by its own constant, and the model still answers.
        return (float) (triangle * scale.height(edges[band + 2] - edges[band]));
    }

    int bands() {
        return ends.length - 1;
    }

    /** The weight of one bin in one band, zero for nearly all. */
    float weight(int band, int bin) {
        int start = band == 0 ? firstBin : ends[band - 1];
        if (bin < start || bin >= ends[band + 1]) {
            return 0;
        }
        return bin < ends[band] ? rising[bin] : falling[bin];
    }

    /**
     * Projects one power spectrum.
     *
     * @param power [fftSize / 2 + 1]
     * @param mel receives F values from {@code offset} on
     */
    void project(float[] power, float[] mel, int offset) {
        int bin = firstBin;
        float before = 0;
        for (int segment = 0; segment < ends.length; segment++) {
            float up = 0;
            float down = 0;
            for (int end = ends[segment]; bin < end; bin++) {
                up += rising[bin] * power[bin];
                down += falling[bin] * power[bin];
            }
            if (segment > 0) {
                mel[offset + segment - 1] = before + down;
            }
            before = up;
        }
    }
}
