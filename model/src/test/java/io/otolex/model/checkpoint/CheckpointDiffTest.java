package io.otolex.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointDiffTest {

    @Test
    void saysEverythingAtOnce() {
        Map<String, Shape> network = Map.of("stages.2.8.gamma", Shape.of(384), "head.weight", Shape.of(2, 4));
        Map<String, KeyLayout.Named> checkpoint =
                Map.of("head.weight", named("head.fc.weight", 2, 3), "extra", named("module.extra"));
        CheckpointDiff diff = CheckpointDiff.between(network, checkpoint);
        assertThat(diff.missing()).containsExactly("stages.2.8.gamma (384)");
        assertThat(diff.extra()).containsExactly("module.extra ()");
        assertThat(diff.misshapen())
                .containsExactly("head.fc.weight (here head.weight): checkpoint (2, 3), network (2, 4)");
        assertThatThrownBy(diff::orThrow)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContainingAll("stages.2.8.gamma (384)", "(2, 3)", "module.extra ()");
    }

    @Test
    void isSilentWhenAllFits() throws CheckpointException {
        CheckpointDiff.between(Map.of("a", Shape.of(1)), Map.of("a", named("a", 1)))
                .orThrow();
    }

    private static KeyLayout.Named named(String original, int... shape) {
        Shape sizes = Shape.of(shape);
        return new KeyLayout.Named(original, Tensor.of(sizes, new float[sizes.count()]));
    }
}
