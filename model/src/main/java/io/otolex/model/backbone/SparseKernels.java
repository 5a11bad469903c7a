package io.otolex.model.backbone;

import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;

/**
 * Kernels of sparse convolutions, as masked pre-training of ConvNeXt V2 leaves them (MinkowskiEngine), made those of
 * dense ones. Kernels that are dense already stay as they are.
 *
 * <p>A sparse kernel lists its places column by column: place {@code x * size + y} is row y, column x.
 */
final class SparseKernels {

    private SparseKernels() {}

    /** (places, C) to (C, 1, size, size). */
    static Tensor depthwise(Tensor kernel) {
        Shape shape = kernel.shape();
        return shape.rank() == 2 ? convert(kernel, shape.get(0), 1, shape.get(1)) : kernel;
    }

    /** (places, in, out) to (out, in, size, size). */
    static Tensor dense(Tensor kernel) {
        Shape shape = kernel.shape();
        return shape.rank() == 3 ? convert(kernel, shape.get(0), shape.get(1), shape.get(2)) : kernel;
    }

    private static Tensor convert(Tensor kernel, int places, int in, int out) {
        int size = (int) Math.round(Math.sqrt(places));
        if (size * size != places) {
            return kernel;
        }
        float[] sparse = kernel.floats();
        float[] dense = new float[sparse.length];
        for (int i = 0; i < sparse.length; i++) {
            int place = i / (in * out);
            int channel = i % out * in + i / out % in;
            dense[channel * places + place % size * size + place / size] = sparse[i];
        }
        return Tensor.of(Shape.of(out, in, size, size), dense);
    }
}
