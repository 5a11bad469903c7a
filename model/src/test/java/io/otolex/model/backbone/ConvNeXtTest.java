package io.otolex.model.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.otolex.model.Splitmix;
import io.otolex.model.checkpoint.Checkpoint;
import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import io.otolex.model.program.Cost;
import io.otolex.model.program.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConvNeXtTest {

    private static final ConvNeXt SMALL =
            new ConvNeXt(List.of(1, 1, 2, 1), List.of(16, 32, 64, 128), Stem.PATCH_4X4, 224, 527);

    /** The counts of the published network and of timm's, as taggers: one input channel, bn0, 527 classes. */
    @ParameterizedTest
    @CsvSource({
        "ATTO, 3542855",
        "FEMTO, 5034591",
        "PICO, 8801423",
        "NANO, 15288255",
        "TINY, 28222767",
        "SMALL, 49857327",
        "BASE, 88102991",
        "LARGE, 197034639",
        "XLARGE, 349220047"
    })
    void hasThePublishedNumberOfParameters(ConvNeXtSize size, long published) {
        long learned = size.tagger().parameters().entrySet().stream()
                .filter(entry -> !entry.getKey().matches("bn0\\.(running_.*|num_.*)"))
                .mapToLong(entry -> entry.getValue().count())
                .sum();
        assertThat(learned).isEqualTo(published);
    }

    /** 190 in the published file, of which three are the front end. */
    @Test
    void hasThePublishedKeys() {
        assertThat(ConvNeXtSize.TINY.tagger().parameters())
                .hasSize(187)
                .containsEntry("stages.2.8.pwconv1.weight", Shape.of(1536, 384));
    }

    @ParameterizedTest
    @EnumSource(ConvNeXtSize.class)
    void isRecognisedFromItsShapes(ConvNeXtSize size) {
        assertThat(ConvNeXt.recognise(size.tagger().parameters())).contains(size.tagger());
    }

    @Test
    void isRecognisedWithOtherStems() {
        var other = new ConvNeXt(SMALL.depths(), SMALL.widths(), new Stem(18, 4, new Window(18, 4, 9, 0)), 224, 527);
        assertThat(ConvNeXt.recognise(other.parameters())).contains(other);
    }

    /** Counted on the reference by hooks in PyTorch, for every stem that it can build. */
    @ParameterizedTest
    @CsvSource({
        "18, 4, 18, 4, 9, 0, 4.462",
        "9, 2, 9, 2, 4, 0, 17.783",
        "4, 4, 4, 4, 4, 0, 19.949",
        "4, 8, 2, 8, 5, 0, 19.539",
        "4, 4, 2, 4, 5, 0, 40.007"
    })
    void costsWhatTheReferenceCosts(
            int kernelT, int kernelF, int strideT, int strideF, int padT, int padF, double gigaMacs) {
        var stem = new Stem(kernelT, kernelF, new Window(strideT, strideF, padT, padF));
        ConvNeXt tiny = ConvNeXtSize.TINY.tagger();
        var network = new ConvNeXt(tiny.depths(), tiny.widths(), stem, 224, 527);
        long counted = Cost.multiplyAdds(network.program(0), network.parameters(), 1001, 224);
        assertThat(counted / 1e9).isCloseTo(gigaMacs, within(0.0006));
    }

    /** 7360 samples are the shortest clip that the reference takes: 24 frames. */
    @Test
    void theShortestInputLeavesOneRow() {
        assertThat(SMALL.minFrames()).isEqualTo(24);
    }

    @Test
    void loadsWhole() throws CheckpointException {
        Map<String, Tensor> tensors = Splitmix.weights(SMALL);
        tensors.remove("bn0.num_batches_tracked"); // some writers leave it out
        Network network = Network.of(new Checkpoint(tensors, Map.of(), "0"));
        assertThat(network.backbone()).isEqualTo(SMALL);
        assertThat(network.weights().tensors().keySet())
                .containsExactlyElementsOf(SMALL.parameters().keySet());
    }

    @Test
    void saysAllThatDoesNotFit() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(Splitmix.weights(SMALL));
        tensors.remove("stages.1.0.norm.bias");
        tensors.put("norm.weight", Tensor.of(Shape.of(1), 0));
        tensors.put("optimizer.step", Tensor.of(Shape.of(), 0));
        assertThatThrownBy(() -> Network.of(new Checkpoint(tensors, Map.of(), "0")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContainingAll(
                        "stages.1.0.norm.bias (32)", "norm.weight: checkpoint (1), network (128)", "optimizer.step ()");
    }

    @Test
    void refusesWhatIsNoConvNeXt() {
        Map<String, Tensor> resnet = Map.of("conv1.weight", Tensor.of(Shape.of(1, 1, 1, 1), 0));
        assertThatThrownBy(() -> Network.of(new Checkpoint(resnet, Map.of(), "0")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("no architecture known here")
                .hasMessageContaining("conv1.weight");
    }
}
