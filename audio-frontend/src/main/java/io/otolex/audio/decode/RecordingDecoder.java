package io.otolex.audio.decode;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.Excerpt;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** Decodes any recording the cheapest way: plain WAV here, everything else by ffmpeg. */
public final class RecordingDecoder implements AudioDecoder, AutoCloseable {

    private final WavReader wav;
    private final FfmpegDecoder ffmpeg;

    /** @param sampleRateHz of the PCM, the front end's */
    public RecordingDecoder(Ffmpeg ffmpeg, DecoderLimits limits, int sampleRateHz) {
        this.wav = new WavReader(sampleRateHz, limits);
        this.ffmpeg = new FfmpegDecoder(ffmpeg, limits, sampleRateHz);
    }

    @Override
    public DecodedAudio open(Path spool, Excerpt excerpt) throws AudioDecodingException {
        Optional<DecodedAudio> plain = wav.open(spool, excerpt);
        return plain.isPresent() ? plain.get() : ffmpeg.open(spool, excerpt);
    }

    @Override
    public OptionalDouble statedSeconds(Path spool) {
        return ffmpeg.statedSeconds(spool);
    }

    /** Ends every decoder that still runs. */
    @Override
    public void close() {
        ffmpeg.close();
    }
}
