package io.otolex.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.AudioDecodingException.TooLong;
import io.otolex.audio.Excerpt;
import io.otolex.audio.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavReaderTest {

    @TempDir
    Path folder;

    private final WavReader reader = new WavReader(32_000, DecoderLimits.DEFAULT);

    @ParameterizedTest
    @CsvSource({"S16, 1", "S16, 2", "F32, 1", "F32, 2"})
    void readsWhatFfmpegReads(Wav.Encoding encoding, int channels) throws AudioDecodingException {
        assertReadAsByFfmpeg(stereoNoise(encoding, channels), 1e-7f);
    }

    /** With lengths around a block of the resampler, and such that the last sample is an output of its own or is not. */
    @ParameterizedTest
    @CsvSource({
        "8000, 1024", "8000, 8192", "11025, 8200", "12000, 9001", "16000, 16384", "16000, 20001", "22050, 8193",
        "24000, 30000", "44100, 4411", "44100, 17200", "44100, 44100", "44100, 100003", "48000, 1024", "48000, 48001",
        "88200, 4414", "88200, 8825", "96000, 96001"
    })
    void bringsTheUsualRatesToItsOwnAsFfmpegDoes(int rate, int frames) throws AudioDecodingException {
        Wav wav = Wav.of(Wav.Encoding.S16, 1, rate, Signals.noise(frames, 7, 0.9f));
        assertReadAsByFfmpeg(wav.bytes(), 3e-6f);
    }

    private void assertReadAsByFfmpeg(byte[] wav, float tolerance) throws AudioDecodingException {
        Path file = Recordings.write(folder, wav);
        try (var ffmpeg = new FfmpegDecoder(Recordings.ffmpeg(), DecoderLimits.DEFAULT, 32_000)) {
            var expected = Recordings.decode(ffmpeg, file);
            var actual = Recordings.decode(
                    (path, excerpt) -> reader.open(path, excerpt).orElseThrow(), file);
            assertThat(actual.report()).isEqualTo(expected.report());
            assertThat(actual.samples()).usingComparatorWithPrecision(tolerance).containsExactly(expected.samples());
        }
    }

    @Test
    void aRecordingThatIsTooLongIsRefusedByItsOwnRate() throws AudioDecodingException {
        var strict = new WavReader(32_000, DecoderLimits.DEFAULT.withMaxDuration(Duration.ofSeconds(1)));
        Path second = Recordings.write(
                folder, Wav.of(Wav.Encoding.S16, 1, 48_000, new float[48_000]).bytes());
        Path more = Recordings.write(
                folder, Wav.of(Wav.Encoding.S16, 1, 16_000, new float[16_001]).bytes());

        try (var audio = strict.open(second, Excerpt.WHOLE).orElseThrow()) {
            assertThat(audio.read(new float[40_000])).isEqualTo(32_000);
        }
        assertThatThrownBy(() -> strict.open(more, Excerpt.WHOLE)).isInstanceOf(TooLong.class);
    }

    @Test
    void leavesPartsOfOtherRatesAndTheVeryShortToFfmpeg() throws AudioDecodingException {
        Path file = Recordings.write(
                folder, Wav.of(Wav.Encoding.S16, 1, 48_000, new float[48_000]).bytes());
        assertThat(reader.open(file, new Excerpt(0.25, 0.5))).isEmpty();
        assertLeft(Wav.of(Wav.Encoding.S16, 1, 48_000, new float[1023]).bytes());
    }

    /** Noise that differs from channel to channel: two samples of a mono file, side by side, are one frame. */
    private static byte[] stereoNoise(Wav.Encoding encoding, int channels) {
        byte[] wav = Wav.of(encoding, 1, 32_000, Signals.noise(20_000, 1, 0.9f)).bytes();
        wav[22] = (byte) channels;
        wav[32] = (byte) (channels * encoding.bits / 8);
        return wav;
    }

    @ParameterizedTest
    @CsvSource({"U8, 1, 32000", "S24, 1, 32000", "S32, 1, 32000", "S16, 3, 32000", "S16, 1, 44000"})
    void leavesTheUnusualToFfmpeg(Wav.Encoding encoding, int channels, int rate) throws AudioDecodingException {
        assertLeft(Wav.of(encoding, channels, rate, new float[2000]).bytes());
    }

    @Test
    void leavesExtensibleHeadersAndUnknownSizesToFfmpeg() throws AudioDecodingException {
        Wav wav = Wav.of(Wav.Encoding.S16, 2, 32_000, new float[100]);
        assertLeft(wav.withMask(0xc).bytes());
        assertLeft(wav.claiming(0).bytes());
    }

    @Test
    void leavesBrokenHeadersToFfmpeg() throws AudioDecodingException {
        byte[] wav = Wav.of(Wav.Encoding.S16, 1, 32_000, new float[100]).bytes();
        for (int length = 0; length < 46; length++) {
            assertLeft(Arrays.copyOf(wav, length));
        }
        assertLeft(Recordings.fixture("tone.mp3"));
    }

    private void assertLeft(byte[] file) throws AudioDecodingException {
        assertThat(reader.open(Recordings.write(folder, file), Excerpt.WHOLE)).isEmpty();
    }
}
