package io.otolex.benchmarks;

import io.otolex.audio.LogMel;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.model.inference.ComputeDevice;
import io.otolex.model.inference.DjlTagger;
import io.otolex.model.inference.ModelSource;
import io.otolex.model.inference.ModelStore;
import io.otolex.model.inference.Precision;
import io.otolex.model.inference.Scores;
import io.otolex.model.inference.TaggerSettings;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Log-mel to scores: one window of noise through the compiled network, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
public class ScoringBenchmark {

    @Param("embedded")
    private String model = "";

    @Param({"float32", "bfloat16"})
    private String precision = "";

    private final List<LogMel> window =
            List.of(new LogMelExtractor(LogMelSpec.AUDIOSET_32K).of(Clips.noise(new Random(1))));

    private @Nullable DjlTagger tagger;

    @Setup
    public void open() throws IOException {
        var settings = new TaggerSettings(
                ModelSource.parse(model), Precision.parse(precision), ComputeDevice.CPU, 1, window.size(), 1, false);
        tagger = DjlTagger.open(ModelStore.inUserCache(), settings);
    }

    @TearDown
    public void close() {
        opened().close();
    }

    @Benchmark
    public List<Scores> score() {
        return opened().score(window);
    }

    private DjlTagger opened() {
        if (tagger == null) {
            throw new IllegalStateException("JMH calls open() first");
        }
        return tagger;
    }
}
