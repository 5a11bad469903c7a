package io.otolex.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.Excerpt;
import io.otolex.audio.InputReport;
import io.otolex.audio.SignalReport;
import io.otolex.audio.signal.InputWarnings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings that were cut or damaged are tagged as far as they go, and their report says so; whole ones are whole. */
class DamagedRecordingsTest extends WithDecoder {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noise.mp3",
                "noise-vbr.mp3",
                "noise-bare.mp3",
                "noise.flac",
                "noise.ogg",
                "noise.opus",
                "noise.webm",
                "noise.m4a",
                "noise.aac",
                "noise.wav",
                "noise-24.wav",
                "noise.aiff",
                "noise.wma",
                "noise-tagged.mp3",
                "tone.mp3",
                "tone.flac",
                "tone.ogg",
                "tone.opus",
                "tone.webm",
                "tone.m4a",
                "tone.aiff",
                "tone.amr",
                "tone-5.1.flac"
            })
    void whatIsWholeIsNeverCalledDamaged(String name) throws Exception {
        byte[] file = recording(name);
        assertThat(flags(file, Excerpt.WHOLE)).isEqualTo("whole");
        assertThat(flags(file, new Excerpt(0.41, 0.87))).isEqualTo("whole");
        assertThat(flags(file, new Excerpt(0.5, Double.POSITIVE_INFINITY))).isEqualTo("whole");
    }

    @ParameterizedTest
    @CsvSource({
        "noise.mp3,      truncated",
        "noise-vbr.mp3,  truncated",
        "noise-bare.mp3, truncated",
        "noise-tagged.mp3, truncated",
        "noise.flac,     truncated corrupt", // its last frame is begun
        "noise.ogg,      truncated",
        "noise.opus,     truncated",
        "noise.webm,     truncated",
        "noise.m4a,      truncated corrupt",
        "noise.aac,      truncated corrupt",
        "noise.wav,      truncated",
        "noise-24.wav,   truncated",
        "noise.aiff,     truncated"
    })
    void whatIsCutInTheMiddleIsCalledTruncated(String name, String flags) throws Exception {
        byte[] file = recording(name);
        byte[] half = Arrays.copyOf(file, file.length * 12 / 25);
        assertThat(flags(half, Excerpt.WHOLE)).isEqualTo(flags);
        assertThat(samples(half)).isBetween(Recordings.RATE * 3 / 10, Recordings.RATE * 17 / 10);
    }

    @Test
    void aPartBeforeTheCutIsWhole() throws Exception {
        for (String name : new String[] {"noise.mp3", "noise.ogg", "noise.wav", "noise-24.wav"}) {
            byte[] file = recording(name);
            byte[] most = Arrays.copyOf(file, file.length * 9 / 10);
            assertThat(flags(most, new Excerpt(0.1, 0.5))).as(name).isEqualTo("whole");
        }
    }

    /** FFmpeg by itself takes the last page of an Ogg for any place beyond its end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "noise.mp3",
                "noise.flac",
                "noise.ogg",
                "noise.opus",
                "noise.webm",
                "noise.m4a",
                "noise.aac",
                "noise.wav",
                "noise-24.wav"
            })
    void nothingIsHeardBeyondTheEnd(String name) throws Exception {
        for (double start : new double[] {2.2, 3, 5, 1_000}) {
            Path spool = Recordings.write(folder, recording(name));
            assertThatExceptionOfType(AudioDecodingException.Empty.class)
                    .as("%s from %s s", name, start)
                    .isThrownBy(() -> {
                        try (DecodedAudio audio = decoder.open(spool, new Excerpt(start, Double.POSITIVE_INFINITY))) {
                            if (audio.read(new float[100]) == 0) {
                                throw new AudioDecodingException.Empty("the same to callers");
                            }
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"noise.ogg", "noise.opus", "noise.flac", "noise.mp3"})
    void anExcerptIsAsLongAsItShouldBe(String name) throws Exception {
        Path spool = Recordings.write(folder, recording(name));
        for (double start : new double[] {0.3, 1.2, 1.7}) {
            try (DecodedAudio audio = decoder.open(spool, new Excerpt(start, start + 0.2))) {
                assertThat(audio.read(new float[100_000])).isEqualTo(6_400);
            }
        }
    }

    /** Plain samples, and frames without a checksum that still make sense, cannot be told from what was meant. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "noise.mp3",
                "noise-vbr.mp3",
                "noise-bare.mp3",
                "noise.flac",
                "noise.ogg",
                "noise.opus",
                "noise.webm",
                "noise.m4a",
                "noise.aac"
            })
    void whatIsDamagedInTheMiddleIsCalledCorruptAndIsStillHeard(String name) throws Exception {
        byte[] file = recording(name);
        byte[] damaged = damaged(file, 1500);
        assertThat(flags(damaged, Excerpt.WHOLE)).contains("corrupt");
        assertThat(samples(damaged)).isGreaterThan(Recordings.RATE * 3 / 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"noise.flac", "noise.ogg", "noise.opus"})
    void withChecksumsASingleBitIsEnough(String name) throws Exception {
        byte[] file = recording(name);
        file[file.length / 2] ^= 1;
        assertThat(flags(file, Excerpt.WHOLE)).contains("corrupt");
    }

    @Test
    void plainSamplesAreNeverCorrupt() throws Exception {
        assertThat(flags(damaged(recording("noise.wav"), 1500), Excerpt.WHOLE)).isEqualTo("whole");
        assertThat(flags(damaged(recording("noise-24.wav"), 1500), Excerpt.WHOLE))
                .isEqualTo("whole");
    }

    @Test
    void aWriterThatDidNotKnowTheEndHasTruncatedNothing() throws Exception {
        float[] signal = Tone.at(44_100);
        for (long claimed : new long[] {0xFFFF_FFFFL, 0x7FFF_FFFFL, 0x8000_0000L - 44, 0xFFFF_FFFFL - 36}) {
            for (int rate : new int[] {32_000, 44_100}) {
                byte[] wav = Wav.of(Wav.Encoding.S16, 1, rate, signal)
                        .claiming(claimed)
                        .bytes();
                assertThat(flags(wav, Excerpt.WHOLE))
                        .as("%d at %d Hz", claimed, rate)
                        .isEqualTo("whole");
            }
        }
    }

    /** More words than a pipe holds, between one sample and the next. */
    @Test
    void aDecoderThatComplainsWithoutEndIsHeardToTheEnd() throws Exception {
        byte[] file = recording("noise.aac");
        byte[] many = new byte[60 * file.length];
        var random = new Random(5);
        for (int i = 0; i < 60; i++) {
            System.arraycopy(file, 0, many, i * file.length, file.length);
        }
        for (int i = 1; i < many.length / 100; i++) {
            many[100 * i + random.nextInt(90)] ^= (byte) (1 << random.nextInt(8));
        }
        assertThat(flags(many, Excerpt.WHOLE)).contains("corrupt");
    }

    @Test
    void theFlagsAreSaidInWordsToo() {
        var signal = new SignalReport(0, 0, 16_000);
        assertThat(InputWarnings.of(new InputReport("mp3", 44_100, 2, 12, true, false), signal))
                .singleElement()
                .asString()
                .startsWith("truncated: the file ends before");
        assertThat(InputWarnings.of(new InputReport("mp3", 44_100, 2, 12, false, true), signal))
                .singleElement()
                .asString()
                .startsWith("corrupt: parts of the file could not be decoded");
        assertThat(InputWarnings.of(new InputReport("mp3", 44_100, 2, 12), signal))
                .isEmpty();
    }

    private static byte[] recording(String name) {
        return Recordings.fixture(name);
    }

    private static byte[] damaged(byte[] file, int count) {
        byte[] damaged = file.clone();
        var random = new Random(1);
        for (int i = file.length / 2; i < file.length / 2 + count; i++) {
            damaged[i] ^= (byte) (1 + random.nextInt(255));
        }
        return damaged;
    }

    private int samples(byte[] file) throws AudioDecodingException {
        return decode(file).samples().length;
    }

    private String flags(byte[] file, Excerpt excerpt) throws AudioDecodingException, IOException {
        Path spool = Recordings.write(folder, file);
        try (DecodedAudio audio = decoder.open(spool, excerpt)) {
            var buffer = new float[100_000];
            while (audio.read(buffer) == buffer.length) {
                // to the end
            }
            InputReport report = audio.report().orElseThrow();
            String flags = (report.truncated() ? "truncated " : "") + (report.corrupt() ? "corrupt" : "");
            return flags.isEmpty() ? "whole" : flags.strip();
        } finally {
            Files.delete(spool);
        }
    }
}
