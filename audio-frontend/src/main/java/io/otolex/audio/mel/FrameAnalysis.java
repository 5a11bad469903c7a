package io.otolex.audio.mel;

import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.AudioProcessor;
import be.tarsos.dsp.util.fft.FFT;

/** The last step of TarsosDSP's chain: one frame of samples in, one row of log-mel out. For one clip at a time. */
final class FrameAnalysis implements AudioProcessor {

    /** Makes levels of the powers of one frame, in place. */
    @FunctionalInterface
    interface Levels {
        void replace(float[] values, int offset, int count);
    }

    private final float[] window; // [fftSize]
    private final MelFilters filters;
    private final Levels levels;
    private final FFT fft;
    private final float[] spectrum; // [fftSize]
    private final float[] power; // [fftSize / 2 + 1]
    private float[] values = {}; // [T, F], the clip's result
    private int offset;

    FrameAnalysis(float[] window, MelFilters filters, Levels levels) {
        this.window = window;
        this.filters = filters;
        this.levels = levels;
        this.fft = new FFT(window.length);
        this.spectrum = new float[window.length];
        this.power = new float[window.length / 2 + 1];
    }

    /** Starts a clip, whose rows go into {@code values}. */
    void begin(float[] values) {
        this.values = values;
        this.offset = 0;
    }

    @Override
    public boolean process(AudioEvent frame) {
        if (offset == values.length) {
            return true; // the dispatcher ends with a frame of what remains, zero-padded, which is none of ours
        }
        transform(frame.getFloatBuffer());
        filters.project(power, values, offset);
        levels.replace(values, offset, filters.bands());
        offset += filters.bands();
        return true;
    }

    /**
     * The FFT leaves Re[0], Re[n/2], Re[1], Im[1], Re[2], Im[2], … in place. TarsosDSP's own modulus() would mix the
     * first two, which belong to different bins.
     */
    private void transform(float[] samples) {
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

    /** Lets go of the result, which now belongs to the caller. */
    @Override
    public void processingFinished() {
        values = new float[0];
    }
}
