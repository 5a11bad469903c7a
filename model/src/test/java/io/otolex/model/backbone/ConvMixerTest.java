package io.otolex.model.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import io.otolex.model.program.Activation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvMixerTest {

    /** Of the authors' Sequential: 768/32 ends in layer 37. */
    @ParameterizedTest
    @CsvSource({
        "0.weight, stem.0.weight",
        "2.running_mean, stem.2.running_mean",
        "3.0.fn.0.weight, blocks.0.0.fn.0.weight",
        "34.0.fn.2.bias, blocks.31.0.fn.2.bias",
        "34.1.weight, blocks.31.1.weight",
        "4.3.running_var, blocks.1.3.running_var",
        "37.bias, head.bias",
        "blocks.1.0.fn.2.weight, blocks.1.0.fn.2.weight"
    })
    void knowsTheNamesOfTheAuthors(String theirs, String here) throws CheckpointException {
        Tensor one = Tensor.of(Shape.of(1), 1);
        assertThat(ConvMixer.FAMILY.layout().translate(Map.of(theirs, one))).containsOnlyKeys(here);
    }

    @Test
    void onlyThePublishedReluNetworkHasReLU() {
        assertThat(Backbones.named("convmixer_768_32").orElseThrow().describe()).contains("relu");
        assertThat(((ConvMixer) Backbones.named("convmixer_1536_20").orElseThrow()).activation())
                .isEqualTo(Activation.GELU);
    }
}
