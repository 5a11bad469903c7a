package io.otolex.audio;

/**
 * What the samples of a recording are like, measured on the mono PCM that the model hears.
 *
 * @param clippedPercent of the samples, at or above full scale, 0 to 100
 * @param silentPercent of the time, in blocks of 0.1 s below -60 dBFS, 0 to 100
 * @param bandwidthHz up to where there is sound, at most half the rate of the PCM; 0 for silence
 */
public record SignalReport(double clippedPercent, double silentPercent, int bandwidthHz) {

    /** With no sound above half the rate that the recording was stored with: what is there came by resampling. */
    public SignalReport storedAt(int sampleRateHz) {
        return new SignalReport(clippedPercent, silentPercent, Math.min(bandwidthHz, sampleRateHz / 2));
    }
}
