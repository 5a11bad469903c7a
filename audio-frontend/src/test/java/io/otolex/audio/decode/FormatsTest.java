package io.otolex.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.InputReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest extends WithDecoder {

    /** Encoders change the level a little and add up to a frame; AMR is made for telephones. */
    @ParameterizedTest
    @CsvSource({
        "tone.mp3,      mp3,       44100, 2, 0.6",
        "tone.flac,     flac,      44100, 2, 0.01",
        "tone.ogg,      vorbis,    44100, 2, 0.6",
        "tone.opus,     opus,      48000, 1, 0.6",
        "tone.webm,     opus,      48000, 1, 0.6",
        "tone.m4a,      aac,       44100, 2, 0.6",
        "tone.aiff,     pcm_s16be, 22050, 1, 0.01",
        "tone.amr,      amr_nb,    8000,  1, 2",
        "tone-5.1.flac, flac,      16000, 6, 0.01"
    })
    void readsCompressedRecordings(String file, String codec, int rate, int channels, double toleranceDb)
            throws AudioDecodingException {
        var decoded = decode(Recordings.fixture(file));
        assertThat(decoded.report())
                .isEqualTo(new InputReport(codec, rate, channels, decoded.samples().length / 32_000.0));
        assertThat(decoded.report().durationSeconds()).isCloseTo(1, within(0.03));
        assertThat(Tone.levelDb(decoded.samples())).isCloseTo(0, within(toleranceDb));
        assertThat(Tone.purity(decoded.samples(), Recordings.RATE)).isGreaterThan(0.97);
    }

    @Test
    void theM4aHasItsIndexAtTheEnd() {
        String file = new String(Recordings.fixture("tone.m4a"), StandardCharsets.ISO_8859_1);
        assertThat(file.indexOf("moov")).isGreaterThan(file.indexOf("mdat"));
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000})
    void everyRateKeepsLengthAndLevel(int rate) throws AudioDecodingException {
        var decoded = decode(Wav.of(Wav.Encoding.S16, 1, rate, Tone.at(rate)).bytes());
        assertThat(decoded.report().sampleRateHz()).isEqualTo(rate);
        assertThat(decoded.report().durationSeconds()).isCloseTo(1, within(0.001));
        assertThat(Tone.levelDb(decoded.samples())).isCloseTo(0, within(0.01));
        assertThat(Tone.purity(decoded.samples(), Recordings.RATE)).isGreaterThan(0.999);
    }

    @ParameterizedTest
    @EnumSource(Wav.Encoding.class)
    void everySampleFormatKeepsTheLevel(Wav.Encoding encoding) throws AudioDecodingException {
        var decoded = decode(Wav.of(encoding, 1, 44_100, Tone.at(44_100)).bytes());
        // 8 bits are scaled by 127 of 128 here
        assertThat(Tone.levelDb(decoded.samples())).isCloseTo(0, within(encoding == Wav.Encoding.U8 ? 0.08 : 0.01));
    }

    /** Channel masks: front left and right; the 5.1 and the 7.1 of cinemas. Without one, ffmpeg assumes the usual. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "2, 0x3", "3, 0", "4, 0", "5, 0", "6, 0", "6, 0x3f", "6, 0x60f", "8, 0", "8, 0x63f"})
    void theSameSoundInEveryChannelKeepsItsLevel(int channels, String mask) throws AudioDecodingException {
        for (int rate : new int[] {32_000, 48_000}) {
            Wav wav = Wav.of(Wav.Encoding.S16, channels, rate, Tone.at(rate)).withMask(Integer.decode(mask));
            var decoded = decode(wav.bytes());
            assertThat(decoded.report().channels()).isEqualTo(channels);
            assertThat(Tone.levelDb(decoded.samples()))
                    .as("%d channels, mask %s, %d Hz", channels, mask, rate)
                    .isCloseTo(0, within(0.01));
        }
    }

    @Test
    void twoTenthsOfASecondAreEnough() throws AudioDecodingException {
        var decoded = decode(Wav.of(Wav.Encoding.S16, 1, 44_100, Arrays.copyOf(Tone.at(44_100), 8_820))
                .bytes());
        assertThat(decoded.report().durationSeconds()).isCloseTo(0.2, within(0.001));
    }

    @Test
    void oneSampleIsARecordingToo() throws AudioDecodingException {
        assertThat(decode(Wav.of(Wav.Encoding.S16, 1, 32_000, 0.5f).bytes()).samples())
                .hasSize(1);
        assertThat(decode(Wav.of(Wav.Encoding.S24, 1, 32_000, 0.5f).bytes()).samples())
                .hasSize(1);
    }

    @Test
    void digitalSilenceStaysSilent() throws AudioDecodingException {
        assertThat(decode(Wav.of(Wav.Encoding.S16, 2, 44_100, new float[44_100]).bytes())
                        .samples())
                .hasSize(32_000)
                .containsOnly(0);
    }

    @Test
    void manyRecordingsAtOnceWaitForTheirPlace() {
        Path file = Recordings.write(folder, Recordings.fixture("tone.mp3"));
        assertThat(IntStream.range(0, 40).parallel().mapToObj(i -> samples(file)))
                .hasSize(40)
                .allSatisfy(count -> assertThat(count).isEqualTo(32_000));
    }

    private int samples(Path file) {
        try {
            return Recordings.decode(decoder, file).samples().length;
        } catch (AudioDecodingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileNameIsNeverReadAsACommand() throws AudioDecodingException, IOException {
        Path touched = folder.resolve("touched");
        Path file = folder.resolve("a '\"; touch " + touched.getFileName() + " $(touch touched) -i x|y.mp3");
        Files.write(file, Recordings.fixture("tone.mp3"));
        assertThat(Recordings.decode(decoder, file).samples()).hasSizeGreaterThan(31_000);
        assertThat(touched).doesNotExist();
        assertThat(Path.of("touched")).doesNotExist();
    }
}
