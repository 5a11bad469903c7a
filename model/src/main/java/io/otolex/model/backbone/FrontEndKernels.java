package io.otolex.model.backbone;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.checkpoint.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * The front end inside a published checkpoint: the reference computes its STFT and mel bands by layers with constant
 * weights (torchlibrosa), so that the file states what its network was trained on.
 *
 * <p>They are compared, never used.
 */
final class FrontEndKernels {

    static final String COSINES = "spectrogram_extractor.stft.conv_real.weight";
    static final String SINES = "spectrogram_extractor.stft.conv_imag.weight";
    static final String MEL = "logmel_extractor.melW";
    static final Set<String> NAMES = Set.of(COSINES, SINES, MEL);

    /** The published kernels differ from exact ones by a unit in the last place; another recipe differs by far more. */
    private static final double TOLERANCE = 1e-6;

    /** A formula of two indices: what a kernel must hold. */
    @FunctionalInterface
    private interface Formula {
        double at(int row, int column);
    }

    private FrontEndKernels() {}

    /** Throws if a kernel is there and is not that of {@code spec}. */
    static void check(Map<String, Tensor> tensors, LogMelSpec spec) throws CheckpointException {
        int bins = spec.fftSize() / 2 + 1;
        check(tensors, COSINES, bins, spec.fftSize(), (k, t) -> hann(t, spec) * Math.cos(angle(k, t, spec)));
        check(tensors, SINES, bins, spec.fftSize(), (k, t) -> -hann(t, spec) * Math.sin(angle(k, t, spec)));
        double[] edges = edgesHz(spec);
        double binHz = (double) spec.sampleRateHz() / spec.fftSize();
        check(tensors, MEL, bins, spec.bands(), (k, band) -> slaneyTriangle(edges, band, k * binHz));
    }

    private static void check(Map<String, Tensor> tensors, String name, int rows, int columns, Formula formula)
            throws CheckpointException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            return;
        }
        if (tensor.shape().count() != rows * columns) {
            throw new CheckpointException(name + " has the shape " + tensor.shape() + "; the front end here would be "
                    + rows + " x " + columns);
        }
        float[] values = tensor.floats();
        for (int i = 0; i < values.length; i++) {
            double expected = formula.at(i / columns, i % columns);
            if (!(Math.abs(values[i] - expected) <= TOLERANCE)) {
                throw new CheckpointException("the checkpoint was trained on another front end: " + name + " has "
                        + values[i] + " at (" + i / columns + ", " + i % columns + "), here it would be " + expected);
            }
        }
    }

    /** The periodic window: it ends one step before it would be 0 again. */
    private static double hann(int t, LogMelSpec spec) {
        return 0.5 - 0.5 * Math.cos(2 * Math.PI * t / spec.fftSize());
    }

    private static double angle(int k, int t, LogMelSpec spec) {
        return 2 * Math.PI * ((long) k * t % spec.fftSize()) / spec.fftSize();
    }

    /** Edges of the bands, equally spaced in mel: band b rises from edge b to b + 1 and falls to b + 2. */
    private static double[] edgesHz(LogMelSpec spec) {
        double low = hzToMel(spec.lowHz());
        double step = (hzToMel(spec.highHz()) - low) / (spec.bands() + 1);
        double[] edges = new double[spec.bands() + 2];
        Arrays.setAll(edges, i -> melToHz(low + i * step));
        return edges;
    }

    /** A triangle over Hz whose area is 1, as Slaney's Auditory Toolbox has it. */
    private static double slaneyTriangle(double[] edges, int band, double hz) {
        double rising = (hz - edges[band]) / (edges[band + 1] - edges[band]);
        double falling = (edges[band + 2] - hz) / (edges[band + 2] - edges[band + 1]);
        return Math.max(0, Math.min(rising, falling)) * 2 / (edges[band + 2] - edges[band]);
    }

    /** Slaney's scale: linear below 1 kHz (mel 15), logarithmic above, 27 mel for a factor of 6.4. */
    private static double hzToMel(double hz) {
        return hz < 1000 ? 3 * hz / 200 : 15 + 27 * Math.log(hz / 1000) / Math.log(6.4);
    }

    private static double melToHz(double mel) {
        return mel < 15 ? 200 * mel / 3 : 1000 * Math.exp((mel - 15) * Math.log(6.4) / 27);
    }
}
