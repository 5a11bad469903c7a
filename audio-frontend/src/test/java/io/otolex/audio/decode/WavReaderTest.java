package io.otolex.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.Excerpt;
import io.otolex.audio.Signals;
import java.nio.file.Path;
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
        byte[] wav = stereoNoise(encoding, channels);
        Path file = Recordings.write(folder, wav);
        try (var ffmpeg = new FfmpegDecoder(Recordings.ffmpeg(), DecoderLimits.DEFAULT, 32_000)) {
            var expected = Recordings.decode(ffmpeg, file);
            var actual = Recordings.decode(
                    (path, excerpt) -> reader.open(path, excerpt).orElseThrow(), file);
            assertThat(actual.report()).isEqualTo(expected.report());
            assertThat(actual.samples()).usingComparatorWithPrecision(1e-7f).containsExactly(expected.samples());
        }
    }

    /** Noise that differs from channel to channel: two samples of a mono file, side by side, are one frame. */
    private static byte[] stereoNoise(Wav.Encoding encoding, int channels) {
        byte[] wav = Wav.of(encoding, 1, 32_000, Signals.noise(20_000, 1, 0.9f)).bytes();
        wav[22] = (byte) channels;
        wav[32] = (byte) (channels * encoding.bits / 8);
        return wav;
    }

    @ParameterizedTest
    @CsvSource({"U8, 1, 32000", "S24, 1, 32000", "S32, 1, 32000", "S16, 3, 32000", "S16, 1, 44100"})
    void leavesTheUnusualToFfmpeg(Wav.Encoding encoding, int channels, int rate) throws AudioDecodingException {
        assertLeft(Wav.of(encoding, channels, rate, new float[100]).bytes());
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
