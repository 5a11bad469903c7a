package io.otolex.model.program;

/**
 * How a convolution walks over a map.
 *
 * @param strideT frames per step
 * @param strideF bands per step
 * @param padT zero frames before and after
 * @param padF zero bands below and above
 */
public record Window(int strideT, int strideF, int padT, int padF) {

    public Window {
        if (strideT < 1 || strideF < 1 || padT < 0 || padF < 0) {
            throw new IllegalArgumentException("strides are positive and paddings not negative");
        }
    }

    /** Same stride and padding on both axes. */
    public static Window square(int stride, int pad) {
        return new Window(stride, stride, pad, pad);
    }

    boolean isPadded() {
        return padT > 0 || padF > 0;
    }
}
