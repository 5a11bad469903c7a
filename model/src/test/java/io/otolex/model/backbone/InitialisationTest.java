package io.otolex.model.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InitialisationTest {

    private final Map<String, Shape> shapes =
            Backbones.named("convnext_zepto").orElseThrow().parameters();

    @Test
    void startsAsThePaperDoes() {
        Map<String, Tensor> tensors = Initialisation.of(shapes, 1).tensors();
        assertThat(floats(tensors, "stages.0.0.gamma")).containsOnly(1e-6f);
        assertThat(floats(tensors, "norm.weight")).containsOnly(1);
        assertThat(floats(tensors, "bn0.running_var")).containsOnly(1);
        assertThat(floats(tensors, "bn0.running_mean")).containsOnly(0);
        assertThat(floats(tensors, "head_audioset.bias")).containsOnly(0);
        float[] head = floats(tensors, "head_audioset.weight");
        double squares = 0;
        for (float value : head) {
            assertThat(Math.abs(value)).isLessThanOrEqualTo(0.04f);
            squares += value * value;
        }
        // a normal distribution cut at two deviations has 0.88 of the deviation
        assertThat(Math.sqrt(squares / head.length)).isCloseTo(0.02 * 0.8796, within(2e-4));
    }

    @Test
    void theSeedDecides() {
        String name = "downsample_layers.0.0.weight";
        float[] one = floats(Initialisation.of(shapes, 1).tensors(), name);
        assertThat(one).isEqualTo(floats(Initialisation.of(shapes, 1).tensors(), name));
        assertThat(one).isNotEqualTo(floats(Initialisation.of(shapes, 2).tensors(), name));
    }

    private static float[] floats(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name)).floats();
    }
}
