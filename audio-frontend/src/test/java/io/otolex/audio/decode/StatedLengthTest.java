package io.otolex.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatedLengthTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tone.aiff", "tone.flac", "tone.m4a", "tone.mp3", "tone.ogg", "tone.opus", "tone-5.1.flac"})
    void aRecordingIsAboutAsLongAsItSays(String name) throws Exception {
        Path file = Recordings.write(folder, Recordings.fixture(name));
        try (var decoder = decoder()) {
            double decoded = (double) Recordings.drain(decoder, file) / Recordings.RATE;

            assertThat(decoder.statedSeconds(file).orElseThrow()).isCloseTo(decoded, within(0.15));
        }
    }

    @Test
    void whatIsNoRecordingSaysNothing() {
        try (var decoder = decoder()) {
            assertThat(decoder.statedSeconds(Recordings.write(folder, new byte[0])))
                    .isEmpty();
            assertThat(decoder.statedSeconds(
                            Recordings.write(folder, "  Duration: 10:00:00.00, ".getBytes(StandardCharsets.US_ASCII))))
                    .isEmpty();
            assertThat(decoder.statedSeconds(folder.resolve("none"))).isEmpty();
        }
    }

    @Test
    void onlyFfmpegsOwnLineCounts() {
        assertThat(StatedLength.in("Input #0, ogg\n  Duration: 01:02:03.50, start: 0.0"))
                .isEqualTo(OptionalDouble.of(3723.5));
        assertThat(StatedLength.in("  Duration: N/A, start: 0.0")).isEmpty();
        assertThat(StatedLength.in("    title : x  Duration: 01:02:03.50, ")).isEmpty();
    }

    private static RecordingDecoder decoder() {
        return new RecordingDecoder(Recordings.ffmpeg(), DecoderLimits.DEFAULT, Recordings.RATE);
    }
}
