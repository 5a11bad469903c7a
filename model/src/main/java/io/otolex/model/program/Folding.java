package io.otolex.model.program;

import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves affine steps into their neighbours, where the algebra is exact.
 *
 * <p>Computed in float64 from the stored float32 and rounded once.
 */
final class Folding {

    /*
     * batch norm              ->  into the convolution before it, if nobody else reads that: W' = diag(s) W,
     *                             c' = s c + shift; otherwise x * scale + shift
     * GRN's b; then W         ->  c' = c + W b
     * LayerNorm g, b; then W  ->  W' = W diag(g), c' = c + W b   if nobody else reads the norm, and, before a
     *                             convolution, only without padding: padding puts zeros where b would be
     * W; then layer scale s   ->  W' = diag(s) W, c' = s c
     */

    private final Program program;
    private final List<Op> ops;
    private final Map<String, Tensor> tensors;

    private Folding(Program program, Weights weights) {
        this.program = program;
        this.ops = new ArrayList<>(program.ops());
        this.tensors = new LinkedHashMap<>(weights.tensors());
    }

    record Folded(Program program, Weights weights) {}

    static Folded fold(Program program, Weights weights) {
        var folding = new Folding(program, weights);
        for (int i = 0; i < folding.ops.size(); i++) {
            folding.foldAt(i);
        }
        return new Folded(program.with(folding.ops), new Weights(folding.tensors));
    }

    private void foldAt(int index) {
        Op op = ops.get(index);
        if (op instanceof Op.BatchNorm norm) {
            ops.set(index, folded(norm));
        } else if (op instanceof Op.Linear linear) {
            intoLinear(linear, onlyReadHere(linear.x()));
        } else if (op instanceof Op.Conv2d conv
                && conv.groups() == 1
                && !conv.window().isPadded()
                && onlyReadHere(conv.x()) instanceof Op.LayerNorm norm) {
            normInto(norm, conv.x(), conv.name());
            ops.set(index, biased(conv));
        } else if (op instanceof Op.Scale scale && onlyReadHere(scale.x()) instanceof Op.Linear linear) {
            double[] factors = doubles(scale.weight());
            rowsInto(linear.name(), factors, new double[factors.length]);
            ops.set(index, new Op.Same(scale.x()));
        }
    }

    private void intoLinear(Op.Linear linear, Op before) {
        if (before instanceof Op.LayerNorm norm) {
            normInto(norm, linear.x(), linear.name());
        } else if (before instanceof Op.ResponseNorm norm) {
            columnsInto(linear.name(), null, floats(norm.name() + ".bias"));
            ops.set(linear.x().index(), new Op.ResponseNorm(norm.x(), norm.name(), norm.eps(), false));
        }
    }

    /** The operation behind a value that nobody else reads; the value's reader itself otherwise leaves it alone. */
    private Op onlyReadHere(Value value) {
        return program.uses(value) == 1 ? ops.get(value.index()) : new Op.Same(value);
    }

    private Op folded(Op.BatchNorm norm) {
        float[] mean = floats(norm.name() + ".running_mean");
        float[] variance = floats(norm.name() + ".running_var");
        float[] weight = floats(norm.name() + ".weight");
        float[] bias = floats(norm.name() + ".bias");
        double[] scale = new double[weight.length];
        double[] shift = new double[weight.length];
        for (int c = 0; c < weight.length; c++) {
            scale[c] = weight[c] / Math.sqrt(variance[c] + norm.eps());
            shift[c] = bias[c] - mean[c] * scale[c];
        }
        if (onlyReadHere(norm.x()) instanceof Op.Conv2d conv) {
            rowsInto(conv.name(), scale, shift);
            ops.set(norm.x().index(), biased(conv));
            return new Op.Same(norm.x());
        }
        Shape shape = norm.ofBands() ? Shape.of(scale.length, 1) : Shape.of(scale.length);
        tensors.put(norm.name() + ".scale", Weights.tensor(shape, scale));
        tensors.put(norm.name() + ".shift", Weights.tensor(shape, shift));
        return new Op.Affine(norm.x(), norm.name());
    }

    private static Op.Conv2d biased(Op.Conv2d conv) {
        return new Op.Conv2d(conv.x(), conv.name(), conv.window(), conv.groups(), true);
    }

    private void normInto(Op.LayerNorm norm, Value at, String layer) {
        columnsInto(layer, floats(norm.name() + ".weight"), floats(norm.name() + ".bias"));
        ops.set(at.index(), new Op.LayerNorm(norm.x(), norm.name(), norm.width(), norm.eps(), false));
    }

    /** {@code g * x + b} before a weight (out, in, ...): the second axis is the one that g scales; none is all ones. */
    private void columnsInto(String layer, float @Nullable [] g, float[] b) {
        Tensor weight = weight(layer + ".weight");
        float[] w = weight.floats();
        double[] bias = bias(layer, weight.shape().get(0));
        double[] scaled = new double[w.length];
        int row = weight.shape().rowCount();
        int taps = row / b.length;
        for (int i = 0; i < w.length; i++) {
            int in = i % row / taps;
            scaled[i] = g == null ? w[i] : (double) w[i] * g[in];
            bias[i / row] += (double) w[i] * b[in];
        }
        if (g != null) {
            tensors.put(layer + ".weight", Weights.tensor(weight.shape(), scaled));
        }
        tensors.put(layer + ".bias", Weights.tensor(Shape.of(bias.length), bias));
    }

    /** {@code s * y + shift} behind a layer, for each output. */
    private void rowsInto(String layer, double[] s, double[] shift) {
        Tensor weight = weight(layer + ".weight");
        float[] w = weight.floats();
        double[] bias = bias(layer, s.length);
        double[] scaled = new double[w.length];
        int row = weight.shape().rowCount();
        for (int i = 0; i < w.length; i++) {
            scaled[i] = w[i] * s[i / row];
        }
        for (int o = 0; o < bias.length; o++) {
            bias[o] = s[o] * bias[o] + shift[o];
        }
        tensors.put(layer + ".weight", Weights.tensor(weight.shape(), scaled));
        tensors.put(layer + ".bias", Weights.tensor(Shape.of(bias.length), bias));
    }

    /** Zeros for a layer that has none. */
    private double[] bias(String layer, int size) {
        return tensors.containsKey(layer + ".bias") ? doubles(layer + ".bias") : new double[size];
    }

    private float[] floats(String name) {
        return weight(name).floats();
    }

    private double[] doubles(String name) {
        float[] values = floats(name);
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private Tensor weight(String name) {
        return Weights.required(tensors, name);
    }
}
