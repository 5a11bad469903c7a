package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.audio.LogMel;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.Pcm;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.model.Splitmix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded model behind the batcher. */
@Tag("engine")
class ScoringEngineTest {

    /** In score; the largest that was seen was 2.4e-7. */
    private static final double SAME = 1e-6;

    private static final LogMelExtractor LOG_MEL = new LogMelExtractor(LogMelSpec.AUDIOSET_32K);
    private static final List<LogMel> SOUNDS = List.of(
            logMel(Splitmix.noise(320_000, 1, 0.1f)),
            logMel(Splitmix.sweep(10)),
            logMel(new float[320_000]),
            logMel(Splitmix.noise(320_000, 2, 0.9f)),
            GoldenClip.logMel(LogMelSpec.AUDIOSET_32K),
            logMel(Splitmix.noise(320_000, 3, 0.001f)));

    @TempDir
    Path directory;

    @Test
    void neighboursPositionThreadAndBatchSizeChangeNoScore() throws Exception {
        List<Scores> alone = new ArrayList<>();
        try (ScoringEngine engine = open(settings(1), 1)) {
            SOUNDS.forEach(
                    sound -> alone.add(engine.batcher().score(List.of(sound)).get(0)));
        }
        for (int threads : List.of(1, 2)) {
            try (ScoringEngine engine = open(settings(threads), 5)) {
                assertEverybodyHears(engine, alone);
            }
        }
    }

    private static void assertEverybodyHears(ScoringEngine engine, List<Scores> alone) throws Exception {
        var random = new Random(3);
        var pool = Executors.newFixedThreadPool(6);
        List<Callable<Double>> requests = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
            Collections.shuffle(order, random);
            List<Integer> mine = order.subList(0, 1 + random.nextInt(order.size()));
            requests.add(() -> worst(engine, alone, mine));
        }
        for (Future<Double> worst : pool.invokeAll(requests)) {
            assertThat(worst.get()).isLessThan(SAME);
        }
        pool.shutdown();
    }

    private static double worst(ScoringEngine engine, List<Scores> alone, List<Integer> sounds) {
        List<Scores> scores =
                engine.batcher().score(sounds.stream().map(SOUNDS::get).toList());
        double worst = 0;
        for (int i = 0; i < sounds.size(); i++) {
            float[] here = scores.get(i).logits();
            float[] there = alone.get(sounds.get(i)).logits();
            for (int c = 0; c < here.length; c++) {
                worst = Math.max(worst, Math.abs(Scores.score(here[c]) - Scores.score(there[c])));
            }
        }
        return worst;
    }

    @Test
    void theEmbeddedModelsGoldenScoresAreInTheJar() throws IOException {
        try (ScoringEngine engine = open(settings(1), 1)) {
            var golden = new GoldenScores(directory.resolve("golden"));
            assertThat(golden.of(engine.model().digest()))
                    .as("print them with GoldenScores.text and add them as "
                            + engine.model().digest() + ".txt")
                    .isPresent();
            assertThat(golden.file(engine.model().digest())).doesNotExist();
        }
    }

    @Test
    void aModelThatIsMetForTheFirstTimeIsRememberedAndAWrongScoreEndsTheStart() throws IOException {
        Path checkpoint = directory.resolve("other.safetensors");
        Files.write(checkpoint, SmallModel.bytes());
        var settings = new TaggerSettings(
                new ModelSource.LocalFile(checkpoint), Precision.FLOAT32, ComputeDevice.CPU, 1, 1, 1, false);
        Path golden;
        try (ScoringEngine engine = open(settings, 1)) {
            golden = directory.resolve("golden").resolve(engine.model().digest() + ".txt");
        }
        assertThat(golden).exists();
        open(settings, 1).close();

        Files.writeString(golden, Files.readString(golden).replaceFirst("^[^\n]+", "3.5"));
        assertThatThrownBy(() -> open(settings, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("golden")
                .hasMessageContaining("cpu");
    }

    private ScoringEngine open(TaggerSettings settings, int maxBatch) throws IOException {
        return ScoringEngine.open(
                ModelStore.at(directory), settings, new BatchSettings(maxBatch, Duration.ZERO), BatchListener.NONE);
    }

    private static TaggerSettings settings(int threads) {
        return new TaggerSettings(
                new ModelSource.Embedded(), Precision.FLOAT32, ComputeDevice.CPU, threads, 1, 1, false);
    }

    private static LogMel logMel(float[] samples) {
        return LOG_MEL.of(new Pcm(java.util.Arrays.copyOf(samples, 320_000), 32_000));
    }
}
