package io.otolex.audio;

/**
 * What an upload turned out to be.
 *
 * @param codec the decoder's name of the codec, such as {@code mp3} or {@code pcm_s16le}
 * @param sampleRateHz as stored, before resampling
 * @param channels as stored, before the mix to mono
 * @param durationSeconds of the audio that was decoded
 */
public record InputReport(String codec, int sampleRateHz, int channels, double durationSeconds) {}
