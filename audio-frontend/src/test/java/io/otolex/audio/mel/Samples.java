package io.otolex.audio.mel;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.decode.DecoderLimits;
import io.otolex.audio.decode.Ffmpeg;
import io.otolex.audio.decode.RecordingDecoder;
import java.nio.file.Path;
import java.util.Arrays;

/** The real recordings that the project ships. */
final class Samples {

    private Samples() {}

    /** The first three seconds, or all if it is shorter. */
    static float[] of(String name) {
        try (var decoder = new RecordingDecoder(
                        Ffmpeg.bundled(), DecoderLimits.DEFAULT, LogMelSpec.AUDIOSET_32K.sampleRateHz());
                DecodedAudio audio = decoder.open(Path.of("..", "samples", name))) {
            var samples = new float[96_000];
            return Arrays.copyOf(samples, audio.read(samples));
        } catch (AudioDecodingException e) {
            throw new AssertionError(e);
        }
    }
}
