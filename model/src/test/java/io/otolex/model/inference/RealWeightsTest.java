package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.otolex.audio.LogMel;
import io.otolex.audio.Pcm;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.model.Splitmix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Published weights that are not in this repository: EfficientAT's mn04_as, whose file is named by {@code -Dotolex.mn04}.
 *
 * <p>{@code mvn -pl model -am -Dexcluded.tests=slow,gpu -Dgroups=weights -Dotolex.mn04=FILE test}. Expected: PyTorch 2.13
 * with the same weights, from the samples on.
 */
@Tag("weights")
class RealWeightsTest {

    private static final float[] LOGITS = {-3.871113f, -6.990553f, -7.946635f, -8.279151f, -10.62383f};
    private static final float[] EMBEDDING = {-0.09642313f, -0.01901108f, -0.1874416f, -0.2243594f, -0.2725266f};

    @TempDir
    Path directory;

    @Test
    void tenSecondsOfNoiseThroughTheNetworkAndItsOwnFrontEnd() throws IOException {
        String file = Objects.requireNonNull(System.getProperty("otolex.mn04"), "name the file by -Dotolex.mn04");
        var settings =
                new TaggerSettings(ModelSource.parse(file), Precision.FLOAT32, ComputeDevice.CPU, 1, 1, 1, false);
        try (DjlTagger tagger = DjlTagger.open(ModelStore.at(directory), settings)) {
            LogMel logMel = new LogMelExtractor(tagger.description().frontEnd())
                    .of(new Pcm(Splitmix.noise(320_000, 1, 0.1f), 32_000));
            Scores scores = tagger.score(List.of(logMel)).get(0);
            assertThat(Arrays.copyOf(scores.logits(), 5)).containsExactly(LOGITS, within(2e-4f));
            assertThat(Arrays.copyOf(scores.embedding(), 5)).containsExactly(EMBEDDING, within(2e-5f));
        }
    }
}
