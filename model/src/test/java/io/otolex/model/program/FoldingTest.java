package io.otolex.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Small numbers whose products are exact, so that what folding gives can be worked out by hand. */
class FoldingTest {

    private final Program.Builder p = new Program.Builder();
    private final Map<String, Tensor> weights = new HashMap<>();

    FoldingTest() {
        p.input();
        weights.put("ln.weight", Tensor.of(Shape.of(2), 2, 3));
        weights.put("ln.bias", Tensor.of(Shape.of(2), 10, 100));
        weights.put("fc.weight", Tensor.of(Shape.of(1, 2), 5, 7));
        weights.put("fc.bias", Tensor.of(Shape.of(1), 1));
        weights.put("gamma", Tensor.of(Shape.of(1), 0.5f));
    }

    @Test
    void aNormAndALayerScaleGoIntoTheLinearLayer() {
        Value out = p.scale(p.linear(p.layerNorm(two(), "ln", 1e-6), "fc", 1), "gamma");
        Folding.Folded folded = fold(p.returning(out, out, out));
        assertThat(folded.weights().get("fc.weight").floats()).containsExactly(0.5f * 5 * 2, 0.5f * 7 * 3);
        assertThat(folded.weights().get("fc.bias").floats()).containsExactly(0.5f * (1 + 5 * 10 + 7 * 100));
        assertThat(folded.program().ops().get(1)).isEqualTo(new Op.LayerNorm(two(), "ln", 2, 1e-6, false));
        assertThat(folded.program().ops().get(3)).isEqualTo(new Op.Same(new Value(2, 1)));
    }

    @Test
    void aNormThatSomebodyElseReadsStays() {
        Value norm = p.layerNorm(two(), "ln", 1e-6);
        Folding.Folded folded = fold(p.returning(norm, p.linear(norm, "fc", 1), norm));
        assertThat(folded.weights().get("fc.weight").floats()).containsExactly(5, 7);
        assertThat(folded.program().ops().get(1)).isEqualTo(new Op.LayerNorm(two(), "ln", 2, 1e-6, true));
    }

    /** Weight (out 1, in 2, 1, 2): each input channel has two taps, and the bias sees both. */
    @Test
    void aNormGoesIntoAConvolutionThatDoesNotPad() {
        weights.put("conv.weight", Tensor.of(Shape.of(1, 2, 1, 2), 1, 2, 3, 4));
        weights.put("conv.bias", Tensor.of(Shape.of(1), 1));
        Value out = p.conv2d(p.layerNorm(two(), "ln", 1e-6), "conv", new Kernel(1, 1, 2, Window.square(2, 0), 1, true));
        Folding.Folded folded = fold(p.returning(out, out, out));
        // the value is read twice, as logits and as embedding, but the norm only once
        assertThat(folded.weights().get("conv.weight").floats()).containsExactly(2, 4, 9, 12);
        assertThat(folded.weights().get("conv.bias").floats()).containsExactly(1 + 10 * (1 + 2) + 100 * (3 + 4));
    }

    /** Beyond the edge there are zeros, not the norm's bias: folding would be wrong in the outermost rows. */
    @Test
    void aNormBeforeAConvolutionThatPadsStays() {
        weights.put("conv.weight", Tensor.of(Shape.of(1, 2, 1, 2), 1, 2, 3, 4));
        weights.put("conv.bias", Tensor.of(Shape.of(1), 1));
        Value out = p.conv2d(p.layerNorm(two(), "ln", 1e-6), "conv", new Kernel(1, 1, 2, Window.square(1, 1), 1, true));
        assertThat(fold(p.returning(out, out, out)).weights().get("conv.weight").floats())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void batchNormBecomesOneMultiplyAdd() {
        statistics("bn0");
        Value out = p.bandNorm(p.input(), "bn0", 2, 0);
        Folding.Folded folded = fold(p.returning(out, out, out));
        assertThat(folded.weights().get("bn0.scale").floats()).containsExactly(1, 0.5f);
        assertThat(folded.weights().get("bn0.shift").floats()).containsExactly(31, 0);
        assertThat(folded.weights().get("bn0.shift").shape()).isEqualTo(Shape.of(2, 1));
    }

    /** The sum over a thousand inputs, in float32, would be off in the fourth digit. */
    @Test
    void sumsInFloat64() {
        int n = 4096;
        float[] ones = new float[n];
        Arrays.fill(ones, 0.1f);
        weights.put("ln.weight", Tensor.of(Shape.of(n), ones));
        weights.put("ln.bias", Tensor.of(Shape.of(n), ones));
        weights.put("fc.weight", Tensor.of(Shape.of(1, n), ones));
        Value out = p.linear(p.layerNorm(new Value(0, n), "ln", 1e-6), "fc", 1);
        double exact = 1 + n * (double) 0.1f * 0.1f;
        assertThat((double) fold(p.returning(out, out, out))
                        .weights()
                        .get("fc.bias")
                        .floats()[0])
                .isCloseTo(exact, within(Math.ulp((float) exact) / 2.0));
    }

    /** Behind a convolution that nobody else reads: W' = s W, c' = shift. */
    @Test
    void aBatchNormGoesIntoTheConvolutionBeforeIt() {
        weights.put("conv.weight", Tensor.of(Shape.of(2, 1, 1, 2), 1, 2, 3, 4));
        statistics("bn");
        Value conv = p.conv2d(p.input(), "conv", new Kernel(2, 1, 2, Window.square(1, 1), 1, false));
        Value out = p.batchNorm(conv, "bn", 0);
        Folding.Folded folded = fold(p.returning(out, out, out));
        assertThat(folded.weights().get("conv.weight").floats()).containsExactly(1, 2, 1.5f, 2);
        assertThat(folded.weights().get("conv.bias").floats()).containsExactly(31, 0);
        assertThat(folded.program().ops().get(out.index())).isEqualTo(new Op.Same(conv));
        assertThat(folded.program().ops().get(conv.index()))
                .isEqualTo(new Op.Conv2d(new Value(1, 1), "conv", Window.square(1, 1), 1, true));
    }

    /** Behind an activation there is no linear layer to go into. */
    @Test
    void aBatchNormBehindAnActivationBecomesOneMultiplyAdd() {
        statistics("bn");
        Value out = p.batchNorm(p.activate(two(), Activation.GELU), "bn", 0);
        Folding.Folded folded = fold(p.returning(out, out, out));
        assertThat(folded.weights().get("bn.scale").shape()).isEqualTo(Shape.of(2));
        assertThat(folded.weights().get("bn.shift").floats()).containsExactly(31, 0);
    }

    /** W (x + b) = W x + W b. */
    @Test
    void theConstantOfAResponseNormGoesIntoTheLinearLayer() {
        weights.put("grn.weight", Tensor.of(Shape.of(2), 8, 9));
        weights.put("grn.bias", Tensor.of(Shape.of(2), 10, 100));
        Value norm = p.responseNorm(two(), "grn", 1e-6);
        Value out = p.linear(norm, "fc", 1);
        Folding.Folded folded = fold(p.returning(out, out, out));
        assertThat(folded.weights().get("fc.weight").floats()).containsExactly(5, 7);
        assertThat(folded.weights().get("fc.bias").floats()).containsExactly(1 + 5 * 10 + 7 * 100);
        assertThat(folded.program().ops().get(norm.index())).isEqualTo(new Op.ResponseNorm(two(), "grn", 1e-6, false));
    }

    /** Scale 1 and shift 31, scale 0.5 and shift 0. */
    private void statistics(String name) {
        weights.put(name + ".weight", Tensor.of(Shape.of(2), 3, 1));
        weights.put(name + ".bias", Tensor.of(Shape.of(2), 1, 0));
        weights.put(name + ".running_mean", Tensor.of(Shape.of(2), -30, 0));
        weights.put(name + ".running_var", Tensor.of(Shape.of(2), 9, 4));
    }

    /** The input, as if it had two channels. */
    private static Value two() {
        return new Value(0, 2);
    }

    private Folding.Folded fold(Program program) {
        return Folding.fold(program, new Weights(weights));
    }
}
