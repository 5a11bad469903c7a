package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.audio.LogMelSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCardTest {

    @TempDir
    Path directory;

    @Test
    void theEmbeddedWeightsBringTheirCard() throws IOException {
        var store = new CheckpointStore(
                directory,
                new Download(
                        uri -> {
                            throw new IOException("no network in tests");
                        },
                        0));
        ModelDescription model = store.open(new ModelSource.Embedded()).describe(Precision.FLOAT32);
        assertThat(EmbeddedCard.of(model)).hasValueSatisfying(card -> assertThat(card)
                .startsWith("# " + model.name())
                .contains("| version | " + model.version().orElseThrow() + " |")
                .contains("Not supported: **" + (527 - model.supported().count(527)) + " classes.**"));
    }

    @Test
    void otherWeightsDoNot() {
        var other = new ModelDescription(
                "x",
                Optional.empty(),
                "0".repeat(64),
                "none",
                1,
                527,
                768,
                "float32",
                LogMelSpec.AUDIOSET_32K,
                SupportedClasses.all());
        assertThat(EmbeddedCard.of(other)).isEmpty();
    }
}
