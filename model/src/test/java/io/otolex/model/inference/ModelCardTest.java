package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.checkpoint.Digests;
import io.otolex.model.labels.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCardTest {

    @Test
    void readsNameAndVersion() throws CheckpointException {
        ModelCard card = ModelCard.of(Map.of("otolex.name", "n", "otolex.version", "1"));
        assertThat(card.name()).contains("n");
        assertThat(card.version()).contains("1");
    }

    @Test
    void refusesWeightsOfOtherClasses() throws CheckpointException {
        assertRefused(ModelCard.of(Map.of()), 50, "50 classes");
        assertRefused(ModelCard.of(Map.of("otolex.labels", "abc")), 527, "another table");
    }

    @Test
    void readsWhichClassesAreSupported() throws CheckpointException {
        SupportedClasses supported =
                ModelCard.of(Map.of("otolex.supported", "[1,0,1]")).supportedClasses();
        assertThat(supported.contains(0)).isTrue();
        assertThat(supported.contains(1)).isFalse();
        assertThat(supported.count(3)).isEqualTo(2);
        assertThat(ModelCard.of(Map.of()).supportedClasses()).isEqualTo(SupportedClasses.all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2]", "[]", "null", "[1,", "{}", "[0.5]", "\"no\""})
    void refusesMalformedSupport(String json) {
        assertThatThrownBy(() -> ModelCard.of(Map.of("otolex.supported", json)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("supported");
    }

    @Test
    void refusesSupportOfOtherClasses() throws CheckpointException {
        assertRefused(ModelCard.of(Map.of("otolex.supported", "[1,0,1]")), 527, "of 3 classes");
    }

    private static void assertRefused(ModelCard card, int classes, String reason) {
        assertThatThrownBy(() -> card.check(classes, 527))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void theDigestIsThatOfOurTable() throws IOException {
        try (InputStream csv = Objects.requireNonNull(Labels.class.getResourceAsStream("class_labels_indices.csv"))) {
            assertThat(Digests.sha256(csv.readAllBytes())).isEqualTo(ModelCard.AUDIOSET_LABELS);
        }
    }
}
