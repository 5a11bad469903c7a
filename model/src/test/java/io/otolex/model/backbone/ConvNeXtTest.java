package io.otolex.model.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.otolex.model.Splitmix;
import io.otolex.model.checkpoint.Checkpoint;
import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvNeXtTest {

    private static final ConvNeXt SMALL = of(ConvNeXt.Version.V1, Stem.PATCH_4X4);

    private static ConvNeXt of(ConvNeXt.Version version, Stem stem) {
        return new ConvNeXt(version, List.of(1, 1, 2, 1), List.of(16, 32, 64, 128), stem, AudioForm.AUDIOSET);
    }

    /** 190 in the published file, of which three are the front end. */
    @Test
    void hasThePublishedKeys() {
        assertThat(Backbones.named("convnext_tiny").orElseThrow().parameters())
                .hasSize(187)
                .containsEntry("stages.2.8.pwconv1.weight", Shape.of(1536, 384));
    }

    /** Counted on the reference by hooks in PyTorch, for every stem that it can build. */
    @ParameterizedTest
    @CsvSource({"56x56, 4.462", "112x112, 17.783", "252x56, 19.949", "504x28, 19.539", "504x56, 40.007"})
    void costsWhatTheReferenceCosts(String stem, double gigaMacs) {
        ConvNeXt tiny = (ConvNeXt) Backbones.named("convnext_tiny").orElseThrow();
        var network = new ConvNeXt(
                tiny.version(), tiny.depths(), tiny.widths(), Stem.named(stem).orElseThrow(), tiny.form());
        assertThat(network.multiplyAdds() / 1e9).isCloseTo(gigaMacs, within(0.0006));
    }

    @ParameterizedTest
    @ValueSource(strings = {"56x56", "112x112", "504x28", "504x56", "250x56"})
    void isRecognisedWithTheStemThatTheHeaderNames(String stem) throws CheckpointException {
        ConvNeXt other = of(ConvNeXt.Version.V2, Stem.named(stem).orElseThrow());
        Checkpoint checkpoint = new Checkpoint(Splitmix.weights(other), Map.of("otolex.stem", stem), "0");
        assertThat(Network.of(checkpoint).backbone()).isEqualTo(other);
    }

    @Test
    void aStemThatIsNotTheOnlyOneIsAnAssumption() {
        assertThat(SMALL.assumption(Map.of()).orElseThrow()).contains("252x56", "504x56", "#stem=");
        assertThat(SMALL.assumption(Map.of("otolex.stem", "252x56"))).isEmpty();
        assertThat(of(ConvNeXt.Version.V1, Stem.named("504x28").orElseThrow()).assumption(Map.of()))
                .isEmpty();
    }

    @Test
    void aStemThatTheKernelsContradictIsRefused() {
        Checkpoint checkpoint = new Checkpoint(Splitmix.weights(SMALL), Map.of("otolex.stem", "504x28"), "0");
        assertThatThrownBy(() -> Network.of(checkpoint)).hasMessageContainingAll("504x28", "4 x 8", "4 x 4");
    }

    @Test
    void anotherPoolingComesFromTheHeader() throws CheckpointException {
        Checkpoint checkpoint = new Checkpoint(Splitmix.weights(SMALL), Map.of("otolex.pooling", "mean"), "0");
        assertThat(Network.of(checkpoint).backbone().describe()).endsWith("stem 252x56 pooling mean");
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
    void aPictureNetworkLacksTheEndsOfATagger() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(Splitmix.weights(SMALL));
        tensors.keySet().removeIf(name -> name.startsWith("bn0."));
        tensors.put("head.fc.weight", Tensor.of(Shape.of(1000, 128), new float[128_000]));
        tensors.remove("head_audioset.weight");
        assertThatThrownBy(() -> Network.of(new Checkpoint(tensors, Map.of(), "0")))
                .hasMessageContainingAll(
                        "bn0.running_mean (224)", "head_audioset.bias: checkpoint (527), network (1000)");
    }

    /** The keys of the official repositories, of CoNeTTE, of timm and of FCMAE for one and the same tensor. */
    @ParameterizedTest
    @CsvSource({
        "stages.2.17.dwconv.weight, stages.2.blocks.17.conv_dw.weight",
        "stages.0.1.pwconv1.bias, stages.0.blocks.1.mlp.fc1.bias",
        "stages.0.1.pwconv2.weight, stages.0.blocks.1.mlp.fc2.weight",
        "stages.0.1.norm.weight, stages.0.blocks.1.norm.weight",
        "stages.0.1.gamma, stages.0.blocks.1.gamma",
        "stages.0.1.gamma, stages.0.1.scale_layer",
        "stages.0.1.grn.weight, stages.0.blocks.1.mlp.grn.weight",
        "stages.0.1.grn.weight, stages.0.1.grn.gamma",
        "stages.0.1.grn.bias, stages.0.1.grn.beta",
        "downsample_layers.0.1.bias, stem.1.bias",
        "downsample_layers.3.0.weight, stages.3.downsample.0.weight",
        "norm.weight, head.norm.weight",
        "head_audioset.bias, head.fc.bias",
        "head_audioset.weight, head.weight",
        "downsample_layers.1.0.weight, encoder.downsample_layers.1.0.ln.weight",
        "downsample_layers.1.1.weight, encoder.downsample_layers.1.1.kernel",
        "downsample_layers.0.0.weight, encoder.downsample_layers.0.0.weight",
        "stages.0.1.dwconv.weight, encoder.stages.0.1.dwconv.kernel",
        "stages.0.1.norm.bias, encoder.stages.0.1.norm.ln.bias",
        "stages.0.1.pwconv1.weight, encoder.stages.0.1.pwconv1.linear.weight",
        "stages.0.1.grn.bias, encoder.stages.0.1.grn.beta"
    })
    void knowsTheNamesOfOthers(String here, String theirs) throws CheckpointException {
        Tensor one = Tensor.of(Shape.of(1), 1);
        assertThat(ConvNeXt.FAMILY.layout().translate(Map.of(theirs, one))).containsOnlyKeys(here);
    }

    /** As pre-training leaves it: an encoder of sparse layers, a decoder, and no head. */
    @Test
    void aPreTrainedEncoderIsAStart() throws CheckpointException {
        ConvNeXt v2 = of(ConvNeXt.Version.V2, Stem.PATCH_4X4);
        Map<String, Tensor> body = Splitmix.weights(v2);
        body.keySet().removeIf(name -> name.matches("(bn0|norm|head_audioset)\\..*"));
        Map<String, Tensor> file = new LinkedHashMap<>();
        body.forEach((name, tensor) -> file.put(sparseName(name), sparse(name, tensor)));
        file.put("decoder.0.dwconv.weight", Tensor.of(Shape.of(1), 1));
        file.put("mask_token", Tensor.of(Shape.of(1), 1));
        Network network = Network.startingFrom(v2, new Checkpoint(file, Map.of(), "0"), 1);
        body.forEach((name, tensor) ->
                assertThat(network.weights().get(name).floats()).as(name).isEqualTo(tensor.floats()));
        assertThat(network.weights().get("norm.weight").floats()).containsOnly(1);
    }

    @Test
    void aStartNeedsAWholeBody() {
        Map<String, Tensor> file = Splitmix.weights(SMALL);
        file.remove("stages.2.1.dwconv.bias");
        assertThatThrownBy(() -> Network.startingFrom(SMALL, new Checkpoint(file, Map.of(), "0"), 1))
                .hasMessageContaining("stages.2.1.dwconv.bias (64)");
    }

    private static String sparseName(String name) {
        return "encoder."
                + name.replaceAll("(dwconv|downsample_layers\\.[123]\\.1)\\.weight", "$1.kernel")
                        .replaceAll("(pwconv[12])\\.", "$1.linear.")
                        .replaceAll("(norm|downsample_layers\\.[123]\\.0)\\.", "$1.ln.")
                        .replaceAll("grn\\.weight", "grn.gamma")
                        .replaceAll("grn\\.bias", "grn.beta");
    }

    /** (out, in, size, size) to (size * size, in, out), column by column; depthwise ones have no second axis. */
    private static Tensor sparse(String name, Tensor dense) {
        Shape shape = dense.shape();
        if (name.matches(".*grn.*|.*(dwconv|[123]\\.1)\\.bias")) {
            return dense.reshaped(Shape.of(1, shape.count()));
        } else if (!sparseName(name).endsWith("kernel")) {
            return dense;
        }
        float[] from = dense.floats();
        float[] to = new float[from.length];
        int size = shape.get(2);
        for (int i = 0; i < from.length; i++) {
            int place = i % size * size + i / size % size;
            int in = i / (size * size) % shape.get(1);
            int out = i / shape.rowCount();
            to[(place * shape.get(1) + in) * shape.get(0) + out] = from[i];
        }
        boolean depthwise = name.contains("dwconv");
        return Tensor.of(
                depthwise ? Shape.of(size * size, shape.get(0)) : Shape.of(size * size, shape.get(1), shape.get(0)),
                to);
    }
}
