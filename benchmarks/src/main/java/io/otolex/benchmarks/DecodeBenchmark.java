package io.otolex.benchmarks;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.LogMel;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.Window;
import io.otolex.audio.Windows;
import io.otolex.audio.decode.DecoderLimits;
import io.otolex.audio.decode.Ffmpeg;
import io.otolex.audio.decode.RecordingDecoder;
import io.otolex.audio.mel.LogMelExtractor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A file to log-mel: the isolated decoder process, resampling, windows and log-mel. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
public class DecodeBenchmark {

    private static final LogMelSpec SPEC = LogMelSpec.AUDIOSET_32K;

    @Param("benchmarks/data/ten-seconds.mp3")
    private String file = "";

    private final LogMelExtractor extractor = new LogMelExtractor(SPEC);
    private final RecordingDecoder decoder = open();

    private static RecordingDecoder open() {
        try {
            return new RecordingDecoder(Ffmpeg.bundled(), DecoderLimits.DEFAULT, SPEC.sampleRateHz());
        } catch (AudioDecodingException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @TearDown
    public void close() {
        decoder.close();
    }

    @Benchmark
    public List<LogMel> decodeAndLogMel() throws AudioDecodingException {
        var spectrograms = new ArrayList<LogMel>();
        try (DecodedAudio audio = decoder.open(Path.of(file))) {
            Windows windows = Windows.of(audio, SPEC);
            for (Optional<Window> next = windows.next(); next.isPresent(); next = windows.next()) {
                spectrograms.add(extractor.of(next.get().pcm()));
            }
        }
        return spectrograms;
    }
}
