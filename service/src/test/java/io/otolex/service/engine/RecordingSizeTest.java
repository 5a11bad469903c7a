package io.otolex.service.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingSizeTest {

    private static final Path SAMPLES = Path.of("..", "samples");

    @TempDir
    Path folder;

    @Test
    void wavAndFlacSayHowLongTheyAre() {
        var wav = RecordingSize.of(SAMPLES.resolve("church-bell.wav"));
        assertThat(wav.exact()).isTrue();
        assertThat(wav.seconds()).isBetween(1.0, 60.0);
        var flac = RecordingSize.of(SAMPLES.resolve("crow.flac"));
        assertThat(flac.exact()).isTrue();
        assertThat(flac.seconds()).isBetween(0.4, 0.6);
    }

    @Test
    void everythingElseIsGuessedByItsBytes() throws Exception {
        Path file = Files.write(folder.resolve("x"), new byte[80_000]);
        assertThat(RecordingSize.of(file).exact()).isFalse();
        assertThat(RecordingSize.of(file).seconds()).isCloseTo(10, within(1e-9));
    }

    @Test
    void nothingInTheFileCanMakeItFail() throws Exception {
        byte[] wav = Files.readAllBytes(SAMPLES.resolve("church-bell.wav"));
        java.util.Arrays.fill(wav, 28, 32, (byte) 0);
        assertThat(RecordingSize.of(Files.write(folder.resolve("zero"), wav)).seconds())
                .isFinite();
        assertThat(RecordingSize.of(Files.write(folder.resolve("short"), new byte[3]))
                        .seconds())
                .isZero();
        assertThat(RecordingSize.of(folder.resolve("missing")).seconds()).isZero();
    }
}
