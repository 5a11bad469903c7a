package io.otolex.model.program;

import io.otolex.model.checkpoint.Shape;

/**
 * What a convolution is before it has weights.
 *
 * @param out channels that come out
 * @param sizeT frames that one output sees
 * @param sizeF bands that one output sees
 * @param window strides and zero padding
 * @param groups parts that the channels are split into; as many as there are channels makes it depthwise
 * @param bias whether a constant is added; a batch norm behind it makes one useless
 */
public record Kernel(int out, int sizeT, int sizeF, Window window, int groups, boolean bias) {

    /** Every output sees one place. */
    public static Kernel pointwise(int out) {
        return square(out, 1, Window.square(1, 0));
    }

    public static Kernel square(int out, int size, Window window) {
        return new Kernel(out, size, size, window, 1, true);
    }

    /** Padded so that a stride of one keeps the map's size. */
    public static Kernel centred(int out, int size, int stride) {
        return square(out, size, Window.square(stride, size / 2));
    }

    public Kernel grouped(int parts) {
        return new Kernel(out, sizeT, sizeF, window, parts, bias);
    }

    public Kernel withoutBias() {
        return new Kernel(out, sizeT, sizeF, window, groups, false);
    }

    Shape weight(int in) {
        return Shape.of(out, in / groups, sizeT, sizeF);
    }
}
