package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.otolex.audio.LogMel;
import io.otolex.model.LogMelOracle;
import io.otolex.model.SafetensorsBytes;
import io.otolex.model.Splitmix;
import io.otolex.model.backbone.AudioForm;
import io.otolex.model.backbone.ConvNeXt;
import io.otolex.model.backbone.Stem;
import io.otolex.model.checkpoint.Checkpoint;
import io.otolex.model.checkpoint.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the tagger behaves, on a small network of random weights. */
@Tag("engine")
class DjlTaggerTest {

    private static final ConvNeXt SMALL = new ConvNeXt(
            ConvNeXt.Version.V1, List.of(1, 1, 2, 1), List.of(16, 32, 64, 128), Stem.PATCH_4X4, AudioForm.AUDIOSET);

    private static final LogMel NOISE = LogMelOracle.of(Splitmix.noise(32_000, 1, 0.1f));
    private static final LogMel SWEEP = LogMelOracle.of(Splitmix.sweep(1));

    @TempDir
    static Path directory;

    /** The reference's own numbers, from its own log-mel: nothing between but the network. */
    @Test
    void agreesWithPyTorch() throws IOException {
        Map<String, Tensor> fixture = fixture();
        LogMel logMel = new LogMel(floats(fixture, "io.logmel"), 101, 224);
        try (DjlTagger tagger = open(fixture, Precision.FLOAT32, 4)) {
            Scores scores = tagger.score(List.of(logMel)).get(0);
            assertThat(scores.logits()).containsExactly(floats(fixture, "io.logits"), within(2e-5f));
            assertThat(scores.embedding()).containsExactly(floats(fixture, "io.scene_embedding"), within(2e-5f));
            for (int i = 0; i < 527; i++) {
                assertThat(Scores.score(scores.logits()[i])).isCloseTo(floats(fixture, "io.probs")[i], within(5e-6f));
            }
        }
    }

    /** Twice the drift that was measured (0.017). */
    @Test
    void bfloat16DriftsALittle() throws IOException {
        Map<String, Tensor> fixture = fixture();
        LogMel logMel = new LogMel(floats(fixture, "io.logmel"), 101, 224);
        try (DjlTagger tagger = open(fixture, Precision.BFLOAT16, 4)) {
            Scores scores = tagger.score(List.of(logMel)).get(0);
            assertThat(scores.logits()).containsExactly(floats(fixture, "io.logits"), within(0.035f));
            assertThat(tagger.description().precision()).isEqualTo("bfloat16");
        }
    }

    @Test
    void aBatchSaysWhatSingleWindowsSay() throws IOException {
        List<LogMel> windows = List.of(NOISE, SWEEP, NOISE, NOISE, SWEEP);
        try (DjlTagger tagger = open(Splitmix.weights(SMALL), Precision.FLOAT32, 2)) {
            List<Scores> together = tagger.score(windows);
            assertThat(together).hasSize(5);
            for (int i = 0; i < 5; i++) {
                Scores alone = tagger.score(List.of(windows.get(i))).get(0);
                assertThat(together.get(i).logits()).containsExactly(alone.logits(), within(1e-5f));
                assertThat(together.get(i).embedding()).containsExactly(alone.embedding(), within(1e-5f));
            }
            assertThat(together.get(0).logits()).isNotEqualTo(together.get(1).logits());
            assertThat(tagger.score(List.of())).isEmpty();
        }
    }

    @Test
    void ownsNoMoreAfterManyBatchesThanAfterAFew() throws IOException {
        try (DjlTagger tagger = open(Splitmix.weights(SMALL), Precision.FLOAT32, 4)) {
            long before = residentKilobytesAfterBatches(tagger, 50);
            int arrays = tagger.nativeArrays();
            long after = residentKilobytesAfterBatches(tagger, 120);
            assertThat(tagger.nativeArrays()).isEqualTo(arrays);
            // the inputs alone, leaked, would be 43 MB, the hidden layers of one block as much again
            assertThat(after - before).isLessThan(25_000);
        }
    }

    private static long residentKilobytesAfterBatches(DjlTagger tagger, int batches) throws IOException {
        for (int i = 0; i < batches; i++) {
            tagger.score(Collections.nCopies(4, NOISE));
        }
        System.gc(); // a direct buffer's memory goes back when its object is collected
        return residentKilobytes();
    }

    @Test
    void manyThreadsGetTheirOwnAnswers() throws Exception {
        try (DjlTagger tagger = open(Splitmix.weights(SMALL), Precision.FLOAT32, 4)) {
            float[] noise = tagger.score(List.of(NOISE)).get(0).logits();
            float[] sweep = tagger.score(List.of(SWEEP)).get(0).logits();
            var pool = Executors.newFixedThreadPool(8);
            Callable<List<Scores>> task = () -> tagger.score(List.of(NOISE, SWEEP));
            for (Future<List<Scores>> answer : pool.invokeAll(Collections.nCopies(24, task))) {
                assertThat(answer.get().get(0).logits()).containsExactly(noise, within(1e-5f));
                assertThat(answer.get().get(1).logits()).containsExactly(sweep, within(1e-5f));
            }
            pool.shutdown();
        }
    }

    @Test
    void refusesWindowsThatDoNotSuit() throws IOException {
        try (DjlTagger tagger = open(Splitmix.weights(SMALL), Precision.FLOAT32, 4)) {
            for (LogMel bad : List.of(silence(23, 224), silence(1001, 128), silence(0, 224))) {
                assertThatThrownBy(() -> tagger.score(List.of(bad))).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> tagger.score(List.of(NOISE, silence(24, 224))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(tagger.score(List.of(silence(24, 224)))).hasSize(1);
        }
    }

    @Test
    void closesOnce() throws IOException {
        DjlTagger tagger = open(Splitmix.weights(SMALL), Precision.FLOAT32, 4);
        tagger.close();
        tagger.close();
        assertThatThrownBy(() -> tagger.score(List.of(NOISE))).isInstanceOf(IllegalStateException.class);
    }

    /** The libraries of this build are for the CPU. */
    @Test
    void neverFallsBackToTheCpuSilently() {
        var settings =
                new TaggerSettings(new ModelSource.Embedded(), Precision.AUTO, ComputeDevice.GPU, 1, 1, 1, false);
        assertThatThrownBy(() -> DjlTagger.open(ModelStore.at(directory), settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gpu")
                .hasMessageContaining("no GPU");
    }

    @Test
    void theEmbeddedModelRuns() throws IOException {
        try (DjlTagger tagger = DjlTagger.open(ModelStore.at(directory), TaggerSettings.DEFAULT)) {
            assertThat(tagger.score(List.of(NOISE)).get(0).logits()).hasSize(527);
            assertThat(tagger.description().name()).startsWith("otolex-");
        }
    }

    private static DjlTagger open(Map<String, Tensor> tensors, Precision precision, int maxBatch) throws IOException {
        Path file = Files.createTempFile(directory, "checkpoint", ".safetensors");
        tensors = new LinkedHashMap<>(tensors);
        tensors.keySet().removeIf(name -> name.startsWith("io."));
        Files.write(file, SafetensorsBytes.of(tensors, Map.of()));
        return DjlTagger.open(
                ModelStore.at(directory),
                new TaggerSettings(
                        new ModelSource.LocalFile(file), precision, ComputeDevice.CPU, 1, maxBatch, 1, false));
    }

    private static LogMel silence(int frames, int bands) {
        return new LogMel(new float[frames * bands], frames, bands);
    }

    private static Map<String, Tensor> fixture() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                DjlTaggerTest.class.getResourceAsStream("/io/otolex/model/fixture_small.safetensors"))) {
            return Checkpoint.read(in.readAllBytes()).tensors();
        }
    }

    private static float[] floats(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name).floats();
    }

    /** Of this process, as Linux tells; elsewhere the count of arrays must do. */
    private static long residentKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
