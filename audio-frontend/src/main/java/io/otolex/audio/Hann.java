package io.otolex.audio;

/** The two windows that are called Hann. */
public enum Hann {
    /** Its period is its length; what spectral analysis is built on. */
    PERIODIC {
        @Override
        int period(int size) {
            return size;
        }
    },
    /** Its period is a sample shorter, so that it is zero at both ends. */
    SYMMETRIC {
        @Override
        int period(int size) {
            return size - 1;
        }
    };

    abstract int period(int size);

    /** The window, centred among zeros. */
    public float[] window(int size, int among) {
        var window = new float[among];
        int start = (among - size) / 2;
        for (int i = 0; i < size; i++) {
            window[start + i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / period(size)));
        }
        return window;
    }
}
