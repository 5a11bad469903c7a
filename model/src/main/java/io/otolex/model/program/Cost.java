package io.otolex.model.program;

import io.otolex.model.checkpoint.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts the multiply-accumulates of convolutions and linear layers, where nearly all the time goes.
 *
 * <p>Follows the shapes through a program, [T, F, C] without the batch.
 */
public final class Cost {

    private final Map<String, Shape> weights;
    private final List<int[]> shapes = new ArrayList<>();
    private long multiplyAdds;

    private Cost(Map<String, Shape> weights) {
        this.weights = weights;
    }

    /** For one window of {@code frames} x {@code bands}. */
    public static long multiplyAdds(Program program, Map<String, Shape> weights, int frames, int bands) {
        var cost = new Cost(weights);
        for (Op op : program.ops()) {
            cost.shapes.add(op instanceof Op.Input ? new int[] {frames, bands, 1} : cost.shape(op));
        }
        return cost.multiplyAdds;
    }

    private int[] shape(Op op) {
        int[] x = shapes.get(op.inputs().get(0).index());
        if (op instanceof Op.Conv2d conv) {
            return convolution(conv, x);
        } else if (op instanceof Op.Linear linear) {
            return linear(weight(linear.name()), x);
        } else if (op instanceof Op.Mean mean) {
            return without(x, mean.axis());
        } else if (op instanceof Op.Max max) {
            return without(x, max.axis());
        }
        return x;
    }

    private int[] convolution(Op.Conv2d conv, int[] x) {
        Shape kernel = weight(conv.name());
        int frames =
                steps(x[0], kernel.get(2), conv.window().padT(), conv.window().strideT());
        int bands =
                steps(x[1], kernel.get(3), conv.window().padF(), conv.window().strideF());
        multiplyAdds += (long) frames * bands * kernel.count();
        return new int[] {frames, bands, kernel.get(0)};
    }

    private static int steps(int size, int kernel, int pad, int stride) {
        return Math.max(0, (size + 2 * pad - kernel) / stride + 1);
    }

    private int[] linear(Shape weight, int[] x) {
        long rows = 1;
        for (int axis = 0; axis < x.length - 1; axis++) {
            rows *= x[axis];
        }
        multiplyAdds += rows * weight.count();
        int[] y = x.clone();
        y[y.length - 1] = weight.get(0);
        return y;
    }

    /** The batch is axis 0 of a program's tensors and has no place here. */
    private static int[] without(int[] x, int axis) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            if (i != axis - 1) {
                kept.add(x[i]);
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private Shape weight(String layer) {
        Shape shape = weights.get(layer + ".weight");
        if (shape == null) {
            throw new IllegalArgumentException("no weight of " + layer);
        }
        return shape;
    }
}
