package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.audio.LogMelSpec;
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

    private static final String SPEC = "{\"sample_rate_hz\":32000,\"fft_size\":1024,\"hop_samples\":320,\"bands\":224,"
            + "\"low_hz\":50,\"high_hz\":14000,\"window_samples\":320000}";

    @Test
    void readsTheFrontEnd() throws CheckpointException {
        ModelCard card = ModelCard.of(Map.of("otolex.front_end", SPEC, "otolex.name", "n"));
        assertThat(card.frontEnd()).contains(LogMelSpec.AUDIOSET_32K);
        assertThat(card.name()).contains("n");
        card.check(LogMelSpec.AUDIOSET_32K, 224, 527, 527);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "{}", "{\"bands\":-1}", "{\"sample_rate_hz\":\"x\"}"})
    void refusesAMalformedFrontEnd(String json) {
        assertThatThrownBy(() -> ModelCard.of(Map.of("otolex.front_end", json)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("front end");
    }

    @Test
    void refusesWeightsOfAnotherFrontEnd() throws CheckpointException {
        ModelCard card = ModelCard.of(Map.of("otolex.front_end", SPEC.replace("14000", "16000")));
        assertRefused(card, 224, 527, "16000");
        assertRefused(ModelCard.of(Map.of()), 128, 527, "128 mel bands");
    }

    @Test
    void refusesWeightsOfOtherClasses() throws CheckpointException {
        assertRefused(ModelCard.of(Map.of()), 224, 50, "50 classes");
        assertRefused(ModelCard.of(Map.of("otolex.labels", "abc")), 224, 527, "another table");
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
        assertRefused(ModelCard.of(Map.of("otolex.supported", "[1,0,1]")), 224, 527, "of 3 classes");
    }

    private static void assertRefused(ModelCard card, int bands, int classes, String reason) {
        assertThatThrownBy(() -> card.check(LogMelSpec.AUDIOSET_32K, bands, classes, 527))
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
