package io.otolex.audio.signal;

import io.otolex.audio.mel.PowerSpectrum;
import java.util.Arrays;

/** The mean power spectrum of a recording, from one frame of each block. Not thread-safe. */
final class MeanSpectrum {

    /*
     * A band of 250 Hz holds sound if it is no more than 70 dB weaker than the strongest and above what 16 bits can hold
     * (-115 dBFS for each bin of 31 Hz: the rounding of 16-bit samples lies 8 dB lower). 70 dB is more than sounds of
     * nature fall off up to 16 kHz, and less than what resamplers and lossy codecs take away above their limits. The first
     * 62 Hz do not count: an offset or a rumble there says nothing about the rest.
     */

    private static final int FFT_SIZE = 1024;
    private static final int BAND_BINS = 8;
    private static final int FIRST_BIN = 2;
    private static final double WEAKEST = 1e-7; // of the strongest band
    private static final double FULL_SCALE = Math.pow(FFT_SIZE / 4.0, 2); // a bin's power for a sine of amplitude 1
    private static final double FLOOR = FULL_SCALE * 3e-12;

    private final int sampleRateHz;
    private final PowerSpectrum spectrum = new PowerSpectrum(FFT_SIZE);
    private final float[] frame = new float[FFT_SIZE];
    private final float[] power = new float[FFT_SIZE / 2 + 1];
    private final double[] sums = new double[FFT_SIZE / 2 + 1];
    private long frames;

    MeanSpectrum(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
    }

    /** Of the block's samples from {@code indexInBlock} on; only the beginning of a block is kept. */
    void take(int indexInBlock, float[] samples, int from, int count) {
        if (indexInBlock < FFT_SIZE) {
            System.arraycopy(samples, from, frame, indexInBlock, Math.min(count, FFT_SIZE - indexInBlock));
        }
    }

    void endBlock(int samples) {
        Arrays.fill(frame, Math.min(samples, FFT_SIZE), FFT_SIZE, 0);
        spectrum.of(frame, power);
        for (int bin = 0; bin < sums.length; bin++) {
            sums[bin] += power[bin];
        }
        frames++;
    }

    /** The upper edge of the highest band with sound in it; 0 if there is none. */
    int bandwidthHz() {
        double weakest = Math.max(FLOOR, WEAKEST * strongestBand());
        for (int end = sums.length - 1; end > FIRST_BIN; end -= BAND_BINS) {
            if (band(end) > weakest) {
                return Math.round((float) end * sampleRateHz / FFT_SIZE);
            }
        }
        return 0;
    }

    private double strongestBand() {
        double strongest = 0;
        for (int end = sums.length - 1; end > FIRST_BIN; end -= BAND_BINS) {
            strongest = Math.max(strongest, band(end));
        }
        return strongest;
    }

    /** Mean power of a bin in the band that ends before {@code end}. */
    private double band(int end) {
        int from = Math.max(FIRST_BIN, end - BAND_BINS);
        double sum = 0;
        for (int bin = from; bin < end; bin++) {
            sum += sums[bin];
        }
        return frames == 0 ? 0 : sum / frames / (end - from);
    }
}
