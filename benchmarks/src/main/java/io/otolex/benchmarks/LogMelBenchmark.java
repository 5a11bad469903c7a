package io.otolex.benchmarks;

import io.otolex.audio.LogMel;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.Pcm;
import io.otolex.audio.mel.LogMelExtractor;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** PCM to log-mel: one window of 10 s white noise. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
public class LogMelBenchmark {

    private final LogMelExtractor extractor = new LogMelExtractor(LogMelSpec.AUDIOSET_32K);
    private final Pcm clip = Clips.noise(new Random(1));

    @Benchmark
    public LogMel logMel() {
        return extractor.of(clip);
    }
}
