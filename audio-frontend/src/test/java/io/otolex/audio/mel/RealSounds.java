package io.otolex.audio.mel;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.decode.DecoderLimits;
import io.otolex.audio.decode.Ffmpeg;
import io.otolex.audio.decode.RecordingDecoder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** What microphones heard: the first three seconds, or all if there is less. */
final class RealSounds {

    private RealSounds() {}

    /** One of the recordings that the project ships. */
    static float[] sample(String name) {
        return decode(Path.of("..", "samples", name));
    }

    /** A spoken word; where it comes from is said beside it. */
    static float[] word(String name) {
        try {
            return decode(Path.of(Objects.requireNonNull(RealSounds.class.getResource(name), name)
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static float[] decode(Path file) {
        try (var decoder = new RecordingDecoder(
                        Ffmpeg.bundled(), DecoderLimits.DEFAULT, LogMelSpec.AUDIOSET_32K.sampleRateHz());
                DecodedAudio audio = decoder.open(file)) {
            var samples = new float[96_000];
            return Arrays.copyOf(samples, audio.read(samples));
        } catch (AudioDecodingException e) {
            throw new AssertionError(e);
        }
    }
}
