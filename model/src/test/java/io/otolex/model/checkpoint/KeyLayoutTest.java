package io.otolex.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyLayoutTest {

    private static final Tensor ONE = Tensor.of(Shape.of(1), 1);

    private final KeyLayout layout = KeyLayout.asWritten()
            .drop("decoder\\..*")
            .rename("fc\\.(weight|bias)", "head.$1")
            .rename("(\\d+)\\.weight", match -> "blocks." + (Integer.parseInt(match.group(1)) - 3) + ".weight")
            .reshape("head\\.weight", weight -> weight.withoutTrailingOnes(2));

    @Test
    void theFirstRuleThatMatchesCounts() throws CheckpointException {
        assertThat(layout.translate(Map.of("fc.bias", ONE, "7.weight", ONE, "other", ONE)))
                .containsOnlyKeys("head.bias", "blocks.4.weight", "other");
    }

    @Test
    void whatIsDroppedIsGone() throws CheckpointException {
        assertThat(layout.translate(Map.of("decoder.0.weight", ONE))).isEmpty();
    }

    @Test
    void remembersWhatTheFileCallsATensor() throws CheckpointException {
        assertThat(layout.translate(Map.of("fc.bias", ONE)))
                .containsEntry("head.bias", new KeyLayout.Named("fc.bias", ONE));
    }

    @Test
    void seesThroughTheWrappersOfParallelAndCompiledNetworks() throws CheckpointException {
        assertThat(layout.translate(Map.of("module._orig_mod.fc.bias", ONE))).containsOnlyKeys("head.bias");
    }

    @Test
    void reshapesUnderTheNewName() throws CheckpointException {
        Map<String, Tensor> conv = Map.of("fc.weight", Tensor.of(Shape.of(2, 1, 1, 1), 3, 4));
        assertThat(layout.translate(conv)).hasEntrySatisfying("head.weight", weight -> assertThat(
                        weight.tensor().shape())
                .isEqualTo(Shape.of(2, 1)));
    }

    @Test
    void refusesTwoNamesForOneTensor() {
        Map<String, Tensor> twice = new LinkedHashMap<>();
        twice.put("fc.bias", ONE);
        twice.put("head.bias", ONE);
        assertThatThrownBy(() -> layout.translate(twice)).hasMessageContainingAll("fc.bias", "head.bias");
    }
}
