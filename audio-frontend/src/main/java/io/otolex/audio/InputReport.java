package io.otolex.audio;

/**
 * What an upload turned out to be.
 *
 * @param codec the decoder's name of the codec, such as {@code mp3} or {@code pcm_s16le}
 * @param sampleRateHz as stored, before resampling
 * @param channels as stored, before the mix to mono
 * @param durationSeconds of the audio that was decoded
 * @param truncated whether the file ends before the audio that it announces
 * @param corrupt whether parts of it could not be decoded
 */
public record InputReport(
        String codec, int sampleRateHz, int channels, double durationSeconds, boolean truncated, boolean corrupt) {

    /** A recording that is whole. */
    public InputReport(String codec, int sampleRateHz, int channels, double durationSeconds) {
        this(codec, sampleRateHz, channels, durationSeconds, false, false);
    }

    public InputReport lasting(double seconds) {
        return new InputReport(codec, sampleRateHz, channels, seconds, truncated, corrupt);
    }
}
