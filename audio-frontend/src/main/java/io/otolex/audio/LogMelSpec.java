package io.otolex.audio;

/**
 * The numbers of a log-mel front end; they travel with the weights that were trained on them.
 *
 * @param sampleRateHz samples per second of the PCM
 * @param fftSize STFT window and transform length, in samples
 * @param hopSamples distance of neighbouring frames, in samples
 * @param bands mel bands, the F axis
 * @param lowHz lower edge of the first band
 * @param highHz upper edge of the last band
 * @param windowSamples length of one scored window, in samples
 */
public record LogMelSpec(
        int sampleRateHz, int fftSize, int hopSamples, int bands, double lowHz, double highHz, int windowSamples) {

    /** The front end of the AudioSet ConvNeXt checkpoints (arXiv 2306.00830): 10 s windows of [1001, 224]. */
    public static final LogMelSpec AUDIOSET_32K = new LogMelSpec(32_000, 1024, 320, 224, 50, 14_000, 320_000);

    public LogMelSpec {
        if (sampleRateHz <= 0 || hopSamples <= 0 || bands <= 0 || windowSamples <= fftSize) {
            throw new IllegalArgumentException("sizes must be positive and a window longer than one frame");
        }
        if (Integer.bitCount(fftSize) != 1) {
            throw new IllegalArgumentException("fftSize must be a power of two, was " + fftSize);
        }
        if (!(0 <= lowHz && lowHz < highHz && highHz <= sampleRateHz / 2.0)) {
            throw new IllegalArgumentException("bands must lie between 0 Hz and " + sampleRateHz / 2.0 + " Hz");
        }
    }

    /** Centre-padded frames: one per hop, plus the one at time zero. */
    public int framesFor(int samples) {
        return 1 + samples / hopSamples;
    }

    /** Frames of one scored window, the T axis. */
    public int windowFrames() {
        return framesFor(windowSamples);
    }
}
