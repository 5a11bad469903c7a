package io.otolex.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.AudioDecodingException.Corrupt;
import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.AudioDecodingException.TooExpensive;
import io.otolex.audio.AudioDecodingException.TooLong;
import io.otolex.audio.AudioDecodingException.UnsupportedFormat;
import io.otolex.audio.DecodedAudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decoders that misbehave: shell scripts in ffmpeg's place, under the same limits. */
class LimitsTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static final DecoderLimits LIMITS = new DecoderLimits(
            Duration.ofSeconds(10), LONG, LONG, DecoderLimits.DEFAULT.maxMemoryBytes(), 2, Duration.ZERO);

    @TempDir
    Path folder;

    @AfterEach
    void nothingRunsOn() {
        assertThat(Recordings.survivors()).isEmpty();
    }

    @Test
    void aDecoderThatSaysNothingIsKilled() {
        assertThatThrownBy(() -> decode("exec tail -f /dev/null", patience(Duration.ofMillis(100))))
                .isInstanceOf(TooExpensive.class)
                .hasMessageContaining("waiting");
    }

    @Test
    void aDecoderThatStopsSpeakingButLivesOnIsKilled() {
        assertThatThrownBy(() -> decode("exec >/dev/null; exec tail -f /dev/null", patience(Duration.ofMillis(100))))
                .isInstanceOf(TooExpensive.class);
    }

    @Test
    void aDecoderThatFloodsStandardErrorIsKilled() {
        assertThatThrownBy(() -> decode("exec cat /dev/zero >&2", patience(Duration.ofMillis(300))))
                .isInstanceOf(TooExpensive.class);
    }

    @Test
    void aDecoderThatOnlyComputesRunsOutOfProcessorTime() {
        DecoderLimits second = new DecoderLimits(
                LIMITS.maxDuration(), LONG, Duration.ofSeconds(1), LIMITS.maxMemoryBytes(), 2, Duration.ZERO);
        assertThatThrownBy(() -> decode("while :; do :; done", second))
                .isInstanceOf(TooExpensive.class)
                .hasMessageContaining("processor time");
    }

    @Test
    void aDecoderThatNeverEndsIsTooLong() {
        assertThatThrownBy(() -> decode("exec cat /dev/zero", LIMITS)).isInstanceOf(TooLong.class);
    }

    @Test
    void aDecoderThatCrashesIsNoAudio() {
        String header = "printf '#codec_id 0: mp3\\n#sample_rate 0: 44100\\n#channel_layout_name 0: stereo\\n' >&2; ";
        assertThatThrownBy(() -> decode(header + "printf '\\0\\0\\0\\0'; kill -SEGV $$", LIMITS))
                .isInstanceOf(Corrupt.class);
    }

    @Test
    void aDecoderCannotWriteAFile() throws IOException {
        Path file = folder.resolve("written");
        assertThatThrownBy(() -> decode("echo stolen > " + file, LIMITS)).isInstanceOf(AudioDecodingException.class);
        assertThat(Files.exists(file) ? Files.size(file) : 0).isZero();
    }

    @Test
    void aDecoderSeesNothingOfOurEnvironment() {
        assertThatThrownBy(() -> decode("test -z \"$HOME$JAVA_HOME$USER\" || exit 127; exit 1", LIMITS))
                .isInstanceOf(UnsupportedFormat.class);
    }

    @Test
    void aDecoderThatTakesTooMuchMemoryGetsNone() {
        String greedy = "dd if=/dev/zero of=/dev/null bs=2000000000 count=1 || exit 244"; // ffmpeg's code for it
        assertThatThrownBy(() -> decode(greedy, LIMITS))
                .isInstanceOf(TooExpensive.class)
                .hasMessageContaining("memory");
    }

    @Test
    void whoClosesEarlyLeavesNoProcess() throws IOException, AudioDecodingException {
        try (var decoder = decoder("exec cat /dev/zero", LIMITS)) {
            try (DecodedAudio audio = decoder.open(upload())) {
                assertThat(audio.read(new float[1000])).isEqualTo(1000);
                assertThat(Recordings.survivors()).hasSize(1);
            }
            assertThat(Recordings.survivors()).isEmpty();
        }
    }

    @Test
    void noMoreDecodersRunThanThereArePlaces() throws IOException, AudioDecodingException {
        try (var decoder = decoder("exec cat /dev/zero", LIMITS);
                DecodedAudio one = decoder.open(upload())) {
            try (DecodedAudio two = decoder.open(upload())) {
                assertThat(two.read(new float[10])).isEqualTo(10);
                assertThatThrownBy(() -> decoder.open(upload()))
                        .isInstanceOf(DecoderUnavailable.class)
                        .hasMessageContaining("all 2 decoders are busy");
            }
            try (DecodedAudio three = decoder.open(upload())) {
                assertThat(three.read(new float[10])).isEqualTo(10);
            }
            assertThat(one.read(new float[10])).isEqualTo(10);
        }
    }

    @Test
    void everyPlaceComesBackWhateverHappens() throws IOException {
        try (var decoder = decoder("exit 1", LIMITS)) {
            IntStream.range(0, 20).forEach(i -> assertThatThrownBy(() -> Recordings.decode(decoder, upload()))
                    .isInstanceOf(UnsupportedFormat.class));
        }
    }

    @Test
    void closingTheDecoderEndsWhatStillRuns() throws IOException, AudioDecodingException {
        var decoder = decoder("exec tail -f /dev/null", LIMITS);
        try (DecodedAudio audio = decoder.open(upload())) {
            decoder.close();
            assertThatThrownBy(() -> audio.read(new float[10])).isInstanceOf(AudioDecodingException.class);
        }
    }

    private void decode(String script, DecoderLimits limits) throws AudioDecodingException, IOException {
        try (var decoder = decoder(script, limits)) {
            Recordings.decode(decoder, upload());
        }
    }

    private Path upload() {
        return Recordings.write(folder, new byte[] {1});
    }

    private FfmpegDecoder decoder(String script, DecoderLimits limits) throws IOException {
        var executable = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path file = Files.createTempFile(folder, "decoder", "", executable);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return new FfmpegDecoder(Recordings.ffmpeg().replacedBy(file), limits, Recordings.RATE);
    }

    private static DecoderLimits patience(Duration wallClock) {
        return new DecoderLimits(
                LIMITS.maxDuration(), wallClock, LONG, LIMITS.maxMemoryBytes(), LIMITS.processes(), Duration.ZERO);
    }
}
