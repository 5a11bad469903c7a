package io.otolex.model.program;

import io.otolex.model.checkpoint.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one window costs: the multiply-accumulates of convolutions and linear layers, where nearly all the time goes.
 *
 * <p>Follows the shapes through a program, [T, F, C] without the batch.
 */
public final class Cost {

    private final Program program;
    private final List<int[]> shapes = new ArrayList<>();
    private long multiplyAdds;

    private Cost(Program program, int frames, int bands) {
        this.program = program;
        for (Op op : program.ops()) {
            shapes.add(op instanceof Op.Input input ? input(input, frames, bands) : shape(op));
        }
    }

    /** For one window of {@code frames} x {@code bands}. */
    public static long multiplyAdds(Program program, int frames, int bands) {
        return new Cost(program, frames, bands).multiplyAdds;
    }

    /** The fewest frames for which every map has a row. */
    public static int minFrames(Program program, int bands) {
        int frames = 1;
        while (new Cost(program, frames, bands).isEmptySomewhere()) {
            frames++;
        }
        return frames;
    }

    /** Places of the last map, [T, F]. */
    static int[] grid(Program program, int frames, int bands) {
        int[] map = new Cost(program, frames, bands).shapes.get(program.map().index());
        return Arrays.copyOf(map, 2);
    }

    private boolean isEmptySomewhere() {
        return shapes.stream().flatMapToInt(Arrays::stream).anyMatch(size -> size == 0);
    }

    private static int[] input(Op.Input input, int frames, int bands) {
        return input.bandsFirst() ? new int[] {bands, frames, 1} : new int[] {frames, bands, 1};
    }

    private int[] shape(Op op) {
        int[] x = shapes.get(op.inputs().get(0).index());
        if (op instanceof Op.Conv2d conv) {
            return convolution(conv, x);
        } else if (op instanceof Op.Linear linear) {
            return linear(weight(linear.name()), x);
        } else if (op instanceof Op.Pool pool) {
            return pool(pool, x);
        } else if (op instanceof Op.SumOfHalves || op instanceof Op.MixOfHalves) {
            return withChannels(x, x[x.length - 1] / 2);
        } else if (op instanceof Op.Mean mean) {
            return reduced(x, mean.axes(), mean.keep());
        } else if (op instanceof Op.Max max) {
            return reduced(x, List.of(max.axis()), false);
        }
        return x;
    }

    private int[] convolution(Op.Conv2d conv, int[] x) {
        Shape kernel = weight(conv.name());
        Window window = conv.window();
        int frames = steps(x[0], kernel.get(2), window.padT(), window.strideT());
        int bands = steps(x[1], kernel.get(3), window.padF(), window.strideF());
        multiplyAdds += (long) frames * bands * kernel.count();
        return new int[] {frames, bands, kernel.get(0)};
    }

    private static int[] pool(Op.Pool pool, int[] x) {
        Window window = pool.window();
        int spareT = pool.ceil() ? window.strideT() - 1 : 0;
        int spareF = pool.ceil() ? window.strideF() - 1 : 0;
        return new int[] {
            steps(x[0] + spareT, pool.size(), window.padT(), window.strideT()),
            steps(x[1] + spareF, pool.size(), window.padF(), window.strideF()),
            x[2]
        };
    }

    private static int steps(int size, int kernel, int pad, int stride) {
        return Math.max(0, Math.floorDiv(size + 2 * pad - kernel, stride) + 1);
    }

    private int[] linear(Shape weight, int[] x) {
        long rows = 1;
        for (int axis = 0; axis < x.length - 1; axis++) {
            rows *= x[axis];
        }
        multiplyAdds += rows * weight.count();
        return withChannels(x, weight.get(0));
    }

    private static int[] withChannels(int[] x, int channels) {
        int[] y = x.clone();
        y[y.length - 1] = channels;
        return y;
    }

    /** The batch is axis 0 of a program's tensors and has no place here. */
    private static int[] reduced(int[] x, List<Integer> axes, boolean keep) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            if (!axes.contains(i + 1)) {
                sizes.add(x[i]);
            } else if (keep) {
                sizes.add(1);
            }
        }
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    private Shape weight(String layer) {
        Shape shape = program.parameters().get(layer + ".weight");
        if (shape == null) {
            throw new IllegalArgumentException("no weight of " + layer);
        }
        return shape;
    }
}
