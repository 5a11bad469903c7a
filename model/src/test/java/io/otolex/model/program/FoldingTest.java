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
        weights.put("ln.weight", Tensor.of(Shape.of(2), 2, 3));
        weights.put("ln.bias", Tensor.of(Shape.of(2), 10, 100));
        weights.put("fc.weight", Tensor.of(Shape.of(1, 2), 5, 7));
        weights.put("fc.bias", Tensor.of(Shape.of(1), 1));
        weights.put("gamma", Tensor.of(Shape.of(1), 0.5f));
    }

    @Test
    void aNormAndALayerScaleGoIntoTheLinearLayer() {
        Value out = p.scale(p.linear(p.layerNorm(p.input(), "ln", 2, 1e-6), "fc"), "gamma");
        Folding.Folded folded = fold(p.returning(out, out));
        assertThat(folded.weights().get("fc.weight").floats()).containsExactly(0.5f * 5 * 2, 0.5f * 7 * 3);
        assertThat(folded.weights().get("fc.bias").floats()).containsExactly(0.5f * (1 + 5 * 10 + 7 * 100));
        assertThat(folded.program().ops().get(1)).isEqualTo(new Op.LayerNorm(p.input(), "ln", 2, 1e-6, false));
        assertThat(folded.program().ops().get(3)).isEqualTo(new Op.Same(new Value(2)));
    }

    @Test
    void aNormThatSomebodyElseReadsStays() {
        Value norm = p.layerNorm(p.input(), "ln", 2, 1e-6);
        Folding.Folded folded = fold(p.returning(p.linear(norm, "fc"), norm));
        assertThat(folded.weights().get("fc.weight").floats()).containsExactly(5, 7);
        assertThat(folded.program().ops().get(1)).isEqualTo(new Op.LayerNorm(p.input(), "ln", 2, 1e-6, true));
    }

    /** Weight (out 1, in 2, 1, 2): each input channel has two taps, and the bias sees both. */
    @Test
    void aNormGoesIntoAConvolutionThatDoesNotPad() {
        weights.put("conv.weight", Tensor.of(Shape.of(1, 2, 1, 2), 1, 2, 3, 4));
        weights.put("conv.bias", Tensor.of(Shape.of(1), 1));
        Value out = p.conv2d(p.layerNorm(p.input(), "ln", 2, 1e-6), "conv", Window.square(2, 0), 1);
        Folding.Folded folded = fold(p.returning(out, out));
        // the value is read twice, as logits and as embedding, but the norm only once
        assertThat(folded.weights().get("conv.weight").floats()).containsExactly(2, 4, 9, 12);
        assertThat(folded.weights().get("conv.bias").floats()).containsExactly(1 + 10 * (1 + 2) + 100 * (3 + 4));
    }

    /** Beyond the edge there are zeros, not the norm's bias: folding would be wrong in the outermost rows. */
    @Test
    void aNormBeforeAConvolutionThatPadsStays() {
        weights.put("conv.weight", Tensor.of(Shape.of(1, 2, 1, 2), 1, 2, 3, 4));
        weights.put("conv.bias", Tensor.of(Shape.of(1), 1));
        Value out = p.conv2d(p.layerNorm(p.input(), "ln", 2, 1e-6), "conv", Window.square(1, 1), 1);
        assertThat(fold(p.returning(out, out)).weights().get("conv.weight").floats())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void batchNormBecomesOneMultiplyAdd() {
        weights.put("bn0.weight", Tensor.of(Shape.of(2), 3, 1));
        weights.put("bn0.bias", Tensor.of(Shape.of(2), 1, 0));
        weights.put("bn0.running_mean", Tensor.of(Shape.of(2), -30, 0));
        weights.put("bn0.running_var", Tensor.of(Shape.of(2), 9, 4));
        Value out = p.bandNorm(p.input(), "bn0", 0);
        Folding.Folded folded = fold(p.returning(out, out));
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
        Value out = p.linear(p.layerNorm(p.input(), "ln", n, 1e-6), "fc");
        double exact = 1 + n * (double) 0.1f * 0.1f;
        assertThat((double) fold(p.returning(out, out)).weights().get("fc.bias").floats()[0])
                .isCloseTo(exact, within(Math.ulp((float) exact) / 2.0));
    }

    private Folding.Folded fold(Program program) {
        return Folding.fold(program, new Weights(weights));
    }
}
