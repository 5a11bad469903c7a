package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.otolex.audio.LogMel;
import io.otolex.model.LogMelOracle;
import io.otolex.model.SafetensorsBytes;
import io.otolex.model.Splitmix;
import io.otolex.model.backbone.AudioForm;
import io.otolex.model.backbone.Backbone;
import io.otolex.model.backbone.Backbones;
import io.otolex.model.backbone.ConvNeXt;
import io.otolex.model.backbone.Stem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published size, and a small one on ten seconds, against PyTorch 2.13 running the reference's network.
 *
 * <p>Weights and signals are regenerated from their names and seeds ({@link Splitmix}); the expected numbers are the
 * first five logits and embedding values, and the sum of the logits. On white noise two correct implementations agree to
 * 1e-5. On a sweep over digital silence the quiet bands are rounding noise of the reference's float32 STFT, hence the
 * wider tolerance.
 */
@Tag("engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParityTest {

    @TempDir
    static Path directory;

    private DjlTagger tiny;

    @BeforeAll
    void compileTheFullSize() throws IOException {
        tiny = open(Backbones.named("convnext_tiny").orElseThrow());
    }

    @AfterAll
    void close() {
        tiny.close();
    }

    @Test
    void noiseOfTenSeconds() {
        Scores scores = score(tiny, Splitmix.noise(320_000, 1, 0.1f));
        assertNear(5e-5f, scores.logits(), 0.74400973f, 1.1603602f, -0.30683357f, 0.4848744f, -0.18751277f);
        assertNear(5e-5f, scores.embedding(), 2.0114062f, 1.462396f, 0.8184434f, -0.56218225f, 0.9179981f);
        assertThat(sum(scores.logits())).isCloseTo(23.917473, within(527 * 5e-6));
    }

    @Test
    void noiseOfFiveSeconds() {
        Scores scores = score(tiny, Arrays.copyOf(Splitmix.noise(320_000, 1, 0.1f), 160_000));
        assertNear(5e-5f, scores.logits(), 0.6723701f, 1.1881562f, -0.3204171f, 0.45063654f, -0.11138888f);
        assertNear(5e-5f, scores.embedding(), 2.0777898f, 1.5899895f, 0.87530065f, -0.547829f, 0.9020167f);
        assertThat(sum(scores.logits())).isCloseTo(24.387216, within(527 * 5e-6));
    }

    @Test
    void sweepOfTenSeconds() {
        Scores scores = score(tiny, Splitmix.sweep(10));
        assertNear(5e-4f, scores.logits(), 0.3215346f, -0.20183524f, 0.4858521f, -0.46360722f, 0.30843127f);
    }

    @Test
    void sweepOfOneSecond() {
        Scores scores = score(tiny, Splitmix.sweep(1));
        assertNear(5e-4f, scores.logits(), 0.75988734f, 0.6758995f, 0.5665948f, 0.027545232f, -0.15374142f);
    }

    /** The reference's ten-second fixture: a small network, a sweep with noise over it. */
    @Test
    void fixtureOfTenSeconds() throws IOException {
        float[] clip = Splitmix.sweep(10);
        float[] noise = Splitmix.noise(320_000, 7, 0.05f);
        for (int i = 0; i < clip.length; i++) {
            clip[i] += noise[i];
        }
        var backbone = new ConvNeXt(
                ConvNeXt.Version.V1, List.of(1, 1, 2, 1), List.of(16, 32, 64, 128), Stem.PATCH_4X4, AudioForm.AUDIOSET);
        try (DjlTagger small = open(backbone)) {
            Scores scores = score(small, clip);
            assertNear(2e-5f, scores.logits(), -0.20513484f, 0.02929542f, -1.1672685f, 0.7078985f, 0.28304556f);
            assertNear(2e-5f, scores.embedding(), 0.40049976f, -0.30173302f, 0.89272135f, -0.062210828f, -0.41300222f);
            assertThat(sum(scores.logits())).isCloseTo(8.121769, within(527 * 2e-6));
        }
    }

    private DjlTagger open(Backbone backbone) throws IOException {
        Path file = Files.createTempFile(directory, "splitmix", ".safetensors");
        Files.write(file, SafetensorsBytes.of(Splitmix.weights(backbone), Map.of()));
        return DjlTagger.open(
                ModelStore.at(directory),
                new TaggerSettings(
                        new ModelSource.LocalFile(file), Precision.FLOAT32, ComputeDevice.CPU, 2, 1, 1, false));
    }

    private static Scores score(DjlTagger tagger, float[] pcm) {
        LogMel logMel = LogMelOracle.of(pcm);
        return tagger.score(List.of(logMel)).get(0);
    }

    private static void assertNear(float tolerance, float[] actual, float... expected) {
        assertThat(Arrays.copyOf(actual, expected.length)).containsExactly(expected, within(tolerance));
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
