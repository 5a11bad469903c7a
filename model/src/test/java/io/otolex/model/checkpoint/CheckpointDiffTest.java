package io.otolex.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointDiffTest {

    @Test
    void saysEverythingAtOnce() {
        Map<String, Shape> network = Map.of("stages.2.8.gamma", Shape.of(384), "head.weight", Shape.of(527, 768));
        Map<String, Shape> checkpoint = Map.of("head.weight", Shape.of(527, 640), "extra", Shape.of());
        CheckpointDiff diff = CheckpointDiff.between(network, checkpoint);
        assertThat(diff.missing()).containsExactly("stages.2.8.gamma (384)");
        assertThat(diff.extra()).containsExactly("extra ()");
        assertThat(diff.misshapen()).containsExactly("head.weight: checkpoint (527, 640), network (527, 768)");
        assertThatThrownBy(diff::orThrow)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContainingAll("stages.2.8.gamma (384)", "(527, 640)", "extra ()");
    }

    @Test
    void isSilentWhenAllFits() throws CheckpointException {
        CheckpointDiff.between(Map.of("a", Shape.of(1)), Map.of("a", Shape.of(1)))
                .orThrow();
    }
}
