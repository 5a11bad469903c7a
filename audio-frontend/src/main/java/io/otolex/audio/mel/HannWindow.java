package io.otolex.audio.mel;

/** The window that every frame is multiplied by. */
final class HannWindow {

    private HannWindow() {}

    /**
     * The periodic Hann window, whose period is its length.
     *
     * <p>TarsosDSP's own window is the symmetric one, whose period is a sample shorter: a pure tone would be off by up
     * to 55 dB in the bands beside it.
     */
    static float[] periodic(int size) {
        var window = new float[size];
        for (int i = 0; i < size; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
        }
        return window;
    }
}
