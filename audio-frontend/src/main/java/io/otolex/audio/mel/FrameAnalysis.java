package io.otolex.audio.mel;

import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.AudioProcessor;
import java.util.Arrays;

/** The last step of TarsosDSP's chain: one frame of samples in, one row of log-mel out. For one clip at a time. */
final class FrameAnalysis implements AudioProcessor {

    /** Makes levels of the powers of one frame, in place. */
    @FunctionalInterface
    interface Levels {
        void replace(float[] values, int offset, int count);
    }

    private final MelFilters filters;
    private final Levels levels;
    private final PowerSpectrum spectrum;
    private final float[] power; // [fftSize / 2 + 1]
    private float[] values = {}; // [T, F], the clip's result
    private int offset;

    FrameAnalysis(float[] window, MelFilters filters, Levels levels) {
        this.filters = filters;
        this.levels = levels;
        this.spectrum = new PowerSpectrum(window);
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
        float[] samples = frame.getFloatBuffer();
        if (isSilent(samples)) { // the padding of a short recording, for the most part: no power, as an FFT would find
            Arrays.fill(values, offset, offset + filters.bands(), 0);
        } else {
            spectrum.of(samples, power);
            filters.project(power, values, offset);
        }
        levels.replace(values, offset, filters.bands());
        offset += filters.bands();
        return true;
    }

    /** A frame with sound in it is known by one of its first samples. */
    private static boolean isSilent(float[] samples) {
        for (float sample : samples) {
            if (sample != 0) {
                return false;
            }
        }
        return true;
    }

    /** Lets go of the result, which now belongs to the caller. */
    @Override
    public void processingFinished() {
        values = new float[0];
    }
}
