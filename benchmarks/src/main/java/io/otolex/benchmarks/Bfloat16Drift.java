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
import java.util.stream.Stream;

/** Prints by how much bfloat16 moves the answers of a model, on windows of noise: {@code Bfloat16Drift MODEL}. */
final class Bfloat16Drift {

    private static final int WINDOWS = 4;

    private Bfloat16Drift() {}

    public static void main(String[] arguments) throws IOException {
        var extractor = new LogMelExtractor(LogMelSpec.AUDIOSET_32K);
        var random = new Random(1);
        List<LogMel> windows = Stream.generate(() -> extractor.of(Clips.noise(random)))
                .limit(WINDOWS)
                .toList();
        List<Scores> exact = score(arguments[0], Precision.FLOAT32, windows);
        List<Scores> rounded = score(arguments[0], Precision.BFLOAT16, windows);
        double logits = 0;
        double scores = 0;
        for (int i = 0; i < WINDOWS; i++) {
            for (int c = 0; c < exact.get(i).logits().length; c++) {
                float a = exact.get(i).logits()[c];
                float b = rounded.get(i).logits()[c];
                logits = Math.max(logits, Math.abs(a - b));
                scores = Math.max(scores, Math.abs(Scores.score(a) - Scores.score(b)));
            }
        }
        System.out.printf("| %.4f | %.4f |%n", logits, scores);
    }

    private static List<Scores> score(String model, Precision precision, List<LogMel> windows) throws IOException {
        var settings = new TaggerSettings(ModelSource.parse(model), precision, ComputeDevice.CPU, 0, WINDOWS, 1, false);
        try (DjlTagger tagger = DjlTagger.open(ModelStore.inUserCache(), settings)) {
            return tagger.score(windows);
        }
    }
}
