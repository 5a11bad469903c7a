package io.otolex.audio;

import java.util.Objects;

/**
 * The numbers of a log-mel front end; they travel with the weights that were trained on them.
 *
 * @param sampleRateHz samples per second of the PCM
 * @param fftSize transform length, in samples
 * @param hopSamples distance of neighbouring frames, in samples
 * @param bands mel bands, the F axis
 * @param lowHz lower edge of the first band
 * @param highHz upper edge of the last band
 * @param windowSamples length of one scored window, in samples
 * @param frameSamples length of the STFT's own window, which lies in the middle of the transform
 * @param hann which of the two windows of that name
 * @param preEmphasis what is subtracted of the sample before, in [0, 1); anything but 0 costs the first sample
 * @param scale how the bands are spread
 * @param level how the power in them is told
 * @param repeatBelowSamples a recording shorter than this is repeated up to here before silence fills the window; 0 for
 *     silence at once. More than a window is the whole window
 */
public record LogMelSpec(
        int sampleRateHz,
        int fftSize,
        int hopSamples,
        int bands,
        double lowHz,
        double highHz,
        int windowSamples,
        int frameSamples,
        Hann hann,
        double preEmphasis,
        MelScale scale,
        Level level,
        int repeatBelowSamples) {

    /** The front end of the AudioSet ConvNeXt checkpoints (arXiv 2306.00830): 10 s windows of [1001, 224]. */
    public static final LogMelSpec AUDIOSET_32K = new LogMelSpec(32_000, 1024, 320, 224, 50, 14_000, 320_000);

    /** The front end of the EfficientAT checkpoints (arXiv 2211.04772): 10 s windows of [1000, 128]. */
    public static final LogMelSpec EFFICIENT_AT = new LogMelSpec(
            32_000,
            1024,
            320,
            128,
            0,
            15_000,
            320_000,
            800,
            Hann.SYMMETRIC,
            0.97,
            MelScale.KALDI,
            Level.NATURAL_LOG,
            0);

    /** Of torchlibrosa's kind: a periodic window as long as the transform, Slaney's bands, decibels. */
    public LogMelSpec(
            int sampleRateHz, int fftSize, int hopSamples, int bands, double lowHz, double highHz, int windowSamples) {
        this(
                sampleRateHz,
                fftSize,
                hopSamples,
                bands,
                lowHz,
                highHz,
                windowSamples,
                fftSize,
                Hann.PERIODIC,
                0,
                MelScale.SLANEY,
                Level.DECIBELS,
                0);
    }

    public LogMelSpec {
        if (sampleRateHz <= 0 || hopSamples <= 0 || bands <= 0 || windowSamples <= fftSize) {
            throw new IllegalArgumentException("sizes must be positive and a window longer than one frame");
        }
        if (Integer.bitCount(fftSize) != 1) {
            throw new IllegalArgumentException("fftSize must be a power of two, was " + fftSize);
        }
        if (frameSamples < 2 || frameSamples > fftSize) {
            throw new IllegalArgumentException("frameSamples must be in [2, " + fftSize + "], was " + frameSamples);
        }
        if (!(0 <= lowHz && lowHz < highHz && highHz <= sampleRateHz / 2.0)) {
            throw new IllegalArgumentException("bands must lie between 0 Hz and " + sampleRateHz / 2.0 + " Hz");
        }
        if (!(0 <= preEmphasis && preEmphasis < 1)) {
            throw new IllegalArgumentException("preEmphasis must be in [0, 1), was " + preEmphasis);
        }
        if (repeatBelowSamples < 0) {
            throw new IllegalArgumentException("repeatBelowSamples must not be negative, was " + repeatBelowSamples);
        }
        Objects.requireNonNull(hann, "hann");
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(level, "level");
    }

    /** The same front end for windows of another length. */
    public LogMelSpec withWindow(int samples) {
        return with(samples, repeatBelowSamples);
    }

    /** The same front end, for a model that was trained on short recordings repeated up to {@code samples}. */
    public LogMelSpec repeatingBelow(int samples) {
        return with(windowSamples, samples);
    }

    private LogMelSpec with(int window, int repeatBelow) {
        return new LogMelSpec(
                sampleRateHz,
                fftSize,
                hopSamples,
                bands,
                lowHz,
                highHz,
                window,
                frameSamples,
                hann,
                preEmphasis,
                scale,
                level,
                repeatBelow);
    }

    /** Centre-padded frames: one per hop, plus the one at time zero. */
    public int framesFor(int samples) {
        return 1 + (samples - samplesLost()) / hopSamples;
    }

    /** Samples at the start that pre-emphasis uses up. */
    public int samplesLost() {
        return preEmphasis == 0 ? 0 : 1;
    }

    /** Frames of one scored window, the T axis. */
    public int windowFrames() {
        return framesFor(windowSamples);
    }
}
