package io.otolex.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyLayoutTest {

    private static final Tensor ONE = Tensor.of(Shape.of(1), 1);

    @ParameterizedTest
    @CsvSource({
        "stem.1.bias, downsample_layers.0.1.bias",
        "stages.3.downsample.0.weight, downsample_layers.3.0.weight",
        "stages.2.blocks.17.conv_dw.weight, stages.2.17.dwconv.weight",
        "stages.0.blocks.1.mlp.fc1.bias, stages.0.1.pwconv1.bias",
        "stages.0.blocks.1.mlp.fc2.weight, stages.0.1.pwconv2.weight",
        "stages.0.blocks.1.norm.weight, stages.0.1.norm.weight",
        "stages.0.blocks.1.gamma, stages.0.1.gamma",
        "head.norm.weight, norm.weight",
        "head.fc.bias, head_audioset.bias",
        "bn0.weight, bn0.weight"
    })
    void knowsTimm(String timm, String published) throws CheckpointException {
        assertThat(KeyLayout.published(Map.of("stem.0.weight", ONE, timm, ONE))).containsKey(published);
    }

    @ParameterizedTest
    @CsvSource({
        "head.weight, head_audioset.weight",
        "stages.1.2.scale_layer, stages.1.2.gamma",
        "stages.1.2.gamma, stages.1.2.gamma",
        "norm.weight, norm.weight"
    })
    void knowsTheOfficialRepositoryAndCoNeTTE(String theirs, String published) throws CheckpointException {
        assertThat(KeyLayout.published(Map.of(theirs, ONE))).containsOnlyKeys(published);
    }

    @Test
    void flattensPointwiseConvolutions() throws CheckpointException {
        Map<String, Tensor> conv = Map.of("stages.0.0.pwconv1.weight", Tensor.of(Shape.of(2, 1, 1, 1), 3, 4));
        assertThat(KeyLayout.published(conv))
                .hasEntrySatisfying("stages.0.0.pwconv1.weight", weight -> assertThat(weight.shape())
                        .isEqualTo(Shape.of(2, 1)));
    }

    @Test
    void refusesTwoNamesForOneTensor() {
        Map<String, Tensor> twice = new LinkedHashMap<>();
        twice.put("head.weight", ONE);
        twice.put("head_audioset.weight", ONE);
        assertThatThrownBy(() -> KeyLayout.published(twice)).hasMessageContaining("head_audioset.weight");
    }
}
