package io.otolex.audio.mel;

import be.tarsos.dsp.util.fft.FFT;
import io.otolex.audio.Hann;

/** The power of one frame at each frequency, seen through a window. Not thread-safe. */
public final class PowerSpectrum {

    private final float[] window; // [fftSize]
    private final FFT fft;
    private final float[] spectrum; // [fftSize]

    public PowerSpectrum(int fftSize) {
        this(Hann.PERIODIC.window(fftSize, fftSize));
    }

    PowerSpectrum(float[] window) {
        this.window = window;
        this.fft = new FFT(window.length);
        this.spectrum = new float[window.length];
    }

    /**
     * Writes into {@code power}.
     *
     * <p>The FFT leaves Re[0], Re[n/2], Re[1], Im[1], Re[2], Im[2], … in place. TarsosDSP's own modulus() would mix the
     * first two, which belong to different bins.
     *
     * @param samples [fftSize]
     * @param power [fftSize / 2 + 1]
     */
    public void of(float[] samples, float[] power) {
        int half = spectrum.length / 2;
        for (int i = 0; i < spectrum.length; i++) {
            spectrum[i] = samples[i] * window[i];
        }
        fft.forwardTransform(spectrum);
        power[0] = spectrum[0] * spectrum[0];
        power[half] = spectrum[1] * spectrum[1];
        for (int bin = 1; bin < half; bin++) {
            float re = spectrum[2 * bin];
            float im = spectrum[2 * bin + 1];
            power[bin] = re * re + im * im;
        }
    }
}
