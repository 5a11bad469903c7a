package io.otolex.model.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.model.checkpoint.Checkpoint;
import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BackbonesTest {

    /** As PyTorch counts them: timm's with one input channel and 527 classes, and 448 of bn0; the published EfficientAT. */
    @ParameterizedTest
    @CsvSource({
        "convnext_zepto_wide, 3309975",
        "convnext_zepto_deep, 4749783",
        "convnext_atto, 3542855",
        "convnext_femto, 5034591",
        "convnext_pico, 8801423",
        "convnext_nano, 15288255",
        "convnext_tiny, 28222767",
        "convnext_small, 49857327",
        "convnext_base, 88102991",
        "convnext_large, 197034639",
        "convnext_xlarge, 349220047",
        "convnextv2_atto, 3555735",
        "convnextv2_femto, 5050047",
        "convnextv2_pico, 8822031",
        "convnextv2_nano, 15318495",
        "convnextv2_tiny, 28269135",
        "convnextv2_base, 88229327",
        "convnextv2_large, 197224143",
        "convnextv2_huge, 658946383",
        "mn04, 983599",
        "mn10, 4876831",
        "mn20, 17909287",
        "mn40, 68427303",
        "resnest50d, 26513935",
        "resnest101e, 47305135",
        "resnest200e, 69231663",
        "resnest269e, 109959599",
        "convmixer_1024_20_ks9_p14, 23497679",
        "convmixer_768_32, 20671695",
        "convmixer_1536_20, 50748879"
    })
    void hasThePublishedNumberOfParameters(String name, long published) {
        long learned = Backbones.named(name).orElseThrow().parameters().entrySet().stream()
                .filter(entry -> !entry.getKey().matches(".*\\.(running_.*|num_.*)"))
                .mapToLong(entry -> entry.getValue().count())
                .sum();
        assertThat(learned).isEqualTo(published);
    }

    @ParameterizedTest
    @MethodSource("io.otolex.model.backbone.Backbones#names")
    void isRecognisedFromItsShapes(String name) throws CheckpointException {
        Backbone backbone = Backbones.named(name).orElseThrow();
        var checkpoint = new Checkpoint(hollow(backbone.parameters()), Map.of(), "0");
        assertThat(Network.of(checkpoint).backbone()).isEqualTo(backbone);
    }

    @ParameterizedTest
    @MethodSource("io.otolex.model.backbone.Backbones#names")
    void takesTheWindowsOfItsFrontEnd(String name) {
        Backbone backbone = Backbones.named(name).orElseThrow();
        assertThat(backbone.minFrames()).isBetween(1, backbone.frontEnd().windowFrames());
        assertThat(backbone.classes()).isEqualTo(527);
    }

    @Test
    void refusesWhatIsNoneOfThem() {
        Map<String, Tensor> other = Map.of("transformer.weight", Tensor.of(Shape.of(1, 1), 0));
        assertThatThrownBy(() -> Network.of(new Checkpoint(other, Map.of(), "0")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContainingAll("no architecture known here", "ConvNeXt", "transformer.weight");
    }

    /** Tensors of the given shapes that all look at the same zeros: the largest network has 2.6 GB of its own. */
    private static Map<String, Tensor> hollow(Map<String, Shape> shapes) {
        ByteBuffer zeros = ByteBuffer.allocate(
                4 * shapes.values().stream().mapToInt(Shape::count).max().orElse(0));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> tensors.put(
                name, new Tensor(io.otolex.model.checkpoint.Dtype.F32, shape, zeros.slice(0, 4 * shape.count()))));
        return tensors;
    }
}
