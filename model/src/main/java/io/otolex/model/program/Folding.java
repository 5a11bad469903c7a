package io.otolex.model.program;

import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves affine steps into their neighbours, where the algebra is exact.
 *
 * <p>Computed in float64 from the stored float32 and rounded once.
 */
final class Folding {

    /*
     * batch norm of bands     ->  x * scale + shift
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
        return new Folded(
                new Program(folding.ops, program.logits(), program.embedding()), new Weights(folding.tensors));
    }

    private void foldAt(int index) {
        Op op = ops.get(index);
        if (op instanceof Op.BandNorm norm) {
            ops.set(index, affine(norm));
        } else if (op instanceof Op.Linear linear && onlyReadHere(linear.x()) instanceof Op.LayerNorm norm) {
            normInto(norm, linear.x(), linear.name());
        } else if (op instanceof Op.Conv2d conv
                && conv.groups() == 1
                && !conv.window().isPadded()
                && onlyReadHere(conv.x()) instanceof Op.LayerNorm norm) {
            normInto(norm, conv.x(), conv.name());
        } else if (op instanceof Op.Scale scale && onlyReadHere(scale.x()) instanceof Op.Linear linear) {
            scaleInto(scale.weight(), linear.name());
            ops.set(index, new Op.Same(scale.x()));
        }
    }

    /** The operation behind a value that nobody else reads; the value's reader itself otherwise leaves it alone. */
    private Op onlyReadHere(Value value) {
        return program.uses(value) == 1 ? ops.get(value.index()) : new Op.Same(value);
    }

    private Op affine(Op.BandNorm norm) {
        float[] mean = floats(norm.name() + ".running_mean");
        float[] variance = floats(norm.name() + ".running_var");
        float[] weight = floats(norm.name() + ".weight");
        float[] bias = floats(norm.name() + ".bias");
        double[] scale = new double[weight.length];
        double[] shift = new double[weight.length];
        for (int f = 0; f < weight.length; f++) {
            scale[f] = weight[f] / Math.sqrt(variance[f] + norm.eps());
            shift[f] = bias[f] - mean[f] * scale[f];
        }
        tensors.put(norm.name() + ".scale", column(scale));
        tensors.put(norm.name() + ".shift", column(shift));
        return new Op.BandAffine(norm.x(), norm.name());
    }

    /** Weight (out, in, ...): the second axis is the one that the norm scales. */
    private void normInto(Op.LayerNorm norm, Value at, String layer) {
        float[] g = floats(norm.name() + ".weight");
        float[] b = floats(norm.name() + ".bias");
        Tensor weight = weight(layer + ".weight");
        float[] w = weight.floats();
        double[] bias = doubles(layer + ".bias");
        double[] scaled = new double[w.length];
        int row = weight.shape().rowCount();
        int taps = row / g.length;
        for (int i = 0; i < w.length; i++) {
            int in = i % row / taps;
            scaled[i] = (double) w[i] * g[in];
            bias[i / row] += (double) w[i] * b[in];
        }
        tensors.put(layer + ".weight", Weights.tensor(weight.shape(), scaled));
        tensors.put(layer + ".bias", Weights.tensor(Shape.of(bias.length), bias));
        ops.set(at.index(), new Op.LayerNorm(norm.x(), norm.name(), norm.width(), norm.eps(), false));
    }

    private void scaleInto(String scale, String layer) {
        float[] s = floats(scale);
        Tensor weight = weight(layer + ".weight");
        float[] w = weight.floats();
        double[] bias = doubles(layer + ".bias");
        double[] scaled = new double[w.length];
        int row = weight.shape().rowCount();
        for (int i = 0; i < w.length; i++) {
            scaled[i] = (double) w[i] * s[i / row];
        }
        for (int o = 0; o < bias.length; o++) {
            bias[o] *= s[o];
        }
        tensors.put(layer + ".weight", Weights.tensor(weight.shape(), scaled));
        tensors.put(layer + ".bias", Weights.tensor(Shape.of(bias.length), bias));
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

    private static Tensor column(double... values) {
        return Weights.tensor(Shape.of(values.length, 1), values);
    }
}
