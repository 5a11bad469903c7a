package io.otolex.model.program;

import java.util.List;
import java.util.Locale;

/**
 * One step of a program, and how TorchScript says it.
 *
 * <p>A map is [N, T, F, C]: channels last, so that LayerNorm and linear layers see rows of channels, and oneDNN's
 * convolutions see the layout they are fastest in. Only convolutions and pools view it as [N, C, T, F]; that costs no
 * copy.
 */
interface Op {

    /** TorchScript numbers dtypes as {@code c10::ScalarType} does. */
    int FLOAT32 = 6;

    int BFLOAT16 = 15;

    /** The expression of this step's value. */
    String write(Script script);

    /** Earlier values it needs, the first of which gives its dtype. */
    List<Value> inputs();

    /** A step with one input. */
    interface OfOne extends Op {
        Value x();

        @Override
        default List<Value> inputs() {
            return List.of(x());
        }
    }

    /** A step with two. */
    interface OfTwo extends Op {
        Value x();

        Value y();

        @Override
        default List<Value> inputs() {
            return List.of(x(), y());
        }
    }

    /** The log-mel argument, [N, 1, T, F], seen as a map of one channel; with {@code bandsFirst} as [N, F, T, 1]. */
    record Input(boolean bandsFirst) implements Op {
        @Override
        public String write(Script s) {
            return "torch.permute(logmel, " + (bandsFirst ? "[0, 3, 2, 1])" : "[0, 2, 3, 1])");
        }

        @Override
        public List<Value> inputs() {
            return List.of();
        }
    }

    /** Less a constant mean, over a constant deviation. */
    record Standardise(Value x, double mean, double deviation) implements OfOne {
        @Override
        public String write(Script s) {
            return "torch.div(torch.sub(" + s.of(x) + ", " + mean + "), " + deviation + ")";
        }
    }

    /** Batch norm of each channel; or, of a one-channel map, of each band (bn0). */
    record BatchNorm(Value x, String name, double eps, boolean ofBands) implements OfOne {
        private static final double MOMENTUM = 0.1;

        @Override
        public String write(Script s) {
            String counter = s.weight(name + ".num_batches_tracked", x);
            s.statement("if training:");
            s.statement("  " + s.fresh() + " = torch.add_(" + counter + ", 1)");
            s.statement("else:");
            s.statement("  pass");
            return "torch.permute(torch.batch_norm(torch.permute(" + s.of(x)
                    + (ofBands ? ", [0, 2, 1, 3]), " : ", [0, 3, 1, 2]), ") + s.weight(name + ".weight", x) + ", "
                    + s.weight(name + ".bias", x) + ", " + s.weight(name + ".running_mean", x) + ", "
                    + s.weight(name + ".running_var", x) + ", training, " + MOMENTUM + ", " + eps
                    + (ofBands ? ", True), [0, 2, 1, 3])" : ", True), [0, 2, 3, 1])");
        }
    }

    /** {@code x * scale + shift}, (F, 1) or (C): what {@link BatchNorm} becomes when its statistics are fixed. */
    record Affine(Value x, String name) implements OfOne {
        @Override
        public String write(Script s) {
            return "torch.addcmul(" + s.weight(name + ".shift", x) + ", " + s.of(x) + ", "
                    + s.weight(name + ".scale", x) + ")";
        }
    }

    /** Convolution over T and F. */
    record Conv2d(Value x, String name, Window window, int groups, boolean bias) implements OfOne {
        @Override
        public String write(Script s) {
            String convolution = String.format(
                    Locale.ROOT,
                    "torch.conv2d(torch.permute(%s, [0, 3, 1, 2]), %s, %s, [%d, %d], [%d, %d], [1, 1], %d)",
                    s.of(x),
                    s.weight(name + ".weight", x),
                    bias ? s.weight(name + ".bias", x) : "None",
                    window.strideT(),
                    window.strideF(),
                    window.padT(),
                    window.padF(),
                    groups);
            return "torch.permute(" + convolution + ", [0, 2, 3, 1])";
        }
    }

    /** LayerNorm over the last axis; without {@code affine} it only normalises. */
    record LayerNorm(Value x, String name, int width, double eps, boolean affine) implements OfOne {
        @Override
        public String write(Script s) {
            String weights = affine ? s.weight(name + ".weight", x) + ", " + s.weight(name + ".bias", x) : "None, None";
            return "torch.layer_norm(" + s.of(x) + ", [" + width + "], " + weights + ", " + eps + ")";
        }
    }

    /** Linear layer with bias over the last axis. */
    record Linear(Value x, String name) implements OfOne {
        @Override
        public String write(Script s) {
            return "torch.linear(" + s.of(x) + ", " + s.weight(name + ".weight", x) + ", " + s.weight(name + ".bias", x)
                    + ")";
        }
    }

    /** Times one factor for each channel (layer scale). */
    record Scale(Value x, String weight) implements OfOne {
        @Override
        public String write(Script s) {
            return "torch.mul(" + s.of(x) + ", " + s.weight(weight, x) + ")";
        }
    }

    /**
     * Global response norm (arXiv 2301.00808): {@code x + weight * x * n + bias}, where n is the channel's norm over the
     * whole map in units of the mean channel's.
     */
    record ResponseNorm(Value x, String name, double eps, boolean bias) implements OfOne {
        @Override
        public String write(Script s) {
            String norm = s.fresh();
            s.statement(norm + " = torch.linalg_vector_norm(" + s.of(x) + ", 2, [1, 2], True)");
            String relative = "torch.div(" + norm + ", torch.add(torch.mean(" + norm + ", [-1], True), " + eps + "))";
            // x + w x n = x (1 + w n): the factor is one number for each channel, so the map is walked over once
            String factor = "torch.add(torch.mul(" + relative + ", " + s.weight(name + ".weight", x) + "), 1)";
            return bias
                    ? "torch.addcmul(" + s.weight(name + ".bias", x) + ", " + s.of(x) + ", " + factor + ")"
                    : s.inPlace("torch.mul", x) + "(" + s.of(x) + ", " + factor + ")";
        }
    }

    /** A function of every value. */
    record Activate(Value x, Activation function) implements OfOne {
        @Override
        public String write(Script s) {
            return s.inPlace("torch." + function.torchName(), x) + "(" + s.of(x) + ")";
        }
    }

    /** The residual sum. */
    record Add(Value x, Value y) implements OfTwo {
        @Override
        public String write(Script s) {
            return "torch.add(" + s.of(x) + ", " + s.of(y) + ")";
        }
    }

    /** Value by value; {@code y} may be one place for the whole map. */
    record Multiply(Value x, Value y) implements OfTwo {
        @Override
        public String write(Script s) {
            return "torch.mul(" + s.of(x) + ", " + s.of(y) + ")";
        }
    }

    /** The sum of the two halves of the channels. */
    record SumOfHalves(Value x) implements OfOne {
        @Override
        public String write(Script s) {
            return "torch.add(" + half(s, x, 0) + ", " + half(s, x, 1) + ")";
        }
    }

    /**
     * The halves of the channels of {@code x}, weighted by the softmax over the halves of {@code y} and added.
     *
     * <p>Of two values that softmax is the sigmoid of their difference, and the sum is a linear interpolation.
     */
    record MixOfHalves(Value x, Value y) implements OfTwo {
        @Override
        public String write(Script s) {
            String share = "torch.sigmoid(torch.sub(" + half(s, y, 0) + ", " + half(s, y, 1) + "))";
            return "torch.lerp(" + half(s, x, 1) + ", " + half(s, x, 0) + ", " + share + ")";
        }
    }

    private static String half(Script s, Value x, int which) {
        int size = x.channels() / 2;
        return "torch.slice(" + s.of(x) + ", -1, " + which * size + ", " + (which + 1) * size + ")";
    }

    /** Stochastic depth (arXiv 1603.09382): in training a sample loses this branch with probability {@code rate}. */
    record DropPath(Value x, double rate) implements OfOne {
        @Override
        public String write(Script s) {
            if (!s.trainable() || rate == 0) {
                return s.of(x);
            }
            double keep = 1 - rate;
            String kept = s.fresh();
            String x = s.of(this.x);
            s.statement("if training:");
            s.statement("  " + kept + "m = torch.empty([torch.size(" + x + ", 0), 1, 1, 1], dtype=ops.prim.dtype(" + x
                    + "), layout=None, device=ops.prim.device(" + x + "))");
            s.statement("  " + kept + " = torch.mul(" + x + ", torch.mul(torch.bernoulli_(" + kept + "m, " + keep
                    + "), " + 1 / keep + "))");
            s.statement("else:");
            s.statement("  " + kept + " = " + x);
            return kept;
        }
    }

    /**
     * In masked pre-training, zeros where the encoder may not look; otherwise nothing.
     *
     * @param cells places of this map, on each axis, to one of the mask, which has the grid of the last stage
     */
    record Visible(Value x, int cells) implements OfOne {
        @Override
        public String write(Script s) {
            if (s.mask().isEmpty()) {
                return s.of(x);
            }
            String mask = s.fresh();
            String x = s.of(this.x);
            s.statement(mask + "m = torch.repeat_interleave(torch.repeat_interleave(" + s.mask() + ", " + cells
                    + ", 1), " + cells + ", 2)");
            // the last stages drop rows that do not fill a cell: nobody asks for them, and nobody sees them
            s.statement(mask + " = torch.constant_pad_nd(" + mask + "m, [0, 0, " + missing(x, mask, 2) + ", "
                    + missing(x, mask, 1) + "], 0)");
            return "torch.mul(" + x + ", " + mask + ")";
        }

        private static String missing(String x, String mask, int axis) {
            return "0, torch.sub(torch.size(" + x + ", " + axis + "), torch.size(" + mask + "m, " + axis + "))";
        }
    }

    /** Maximum or mean over square windows. */
    record Pool(Value x, boolean max, int size, Window window, boolean ceil) implements OfOne {
        @Override
        public String write(Script s) {
            String pool = String.format(
                    Locale.ROOT,
                    "torch.%s(torch.permute(%s, [0, 3, 1, 2]), [%d, %d], [%d, %d], [%d, %d], %s)",
                    max ? "max_pool2d" : "avg_pool2d",
                    s.of(x),
                    size,
                    size,
                    window.strideT(),
                    window.strideF(),
                    window.padT(),
                    window.padF(),
                    // a mean counts the zeros of its padding, but not what lies beyond a rounded-up edge
                    max ? "[1, 1], False" : (ceil ? "True, False" : "False, True"));
            return "torch.permute(" + pool + ", [0, 2, 3, 1])";
        }
    }

    /** Mean over axes, which go, or stay with size one. */
    record Mean(Value x, List<Integer> axes, boolean keep) implements OfOne {
        @Override
        public String write(Script s) {
            return "torch.mean(" + s.of(x) + ", " + axes + (keep ? ", True)" : ")");
        }
    }

    /** Maximum over one axis. */
    record Max(Value x, int axis) implements OfOne {
        @Override
        public String write(Script s) {
            return "torch.amax(" + s.of(x) + ", [" + axis + "])";
        }
    }

    /** From float32 into the precision of the inside, or back. */
    record Cast(Value x, boolean inward) implements OfOne {
        @Override
        public String write(Script s) {
            boolean nothingToDo = s.innerDtype() == FLOAT32;
            int dtype = inward ? s.innerDtype() : FLOAT32;
            return nothingToDo ? s.of(x) : "torch.to(" + s.of(x) + ", " + dtype + ")";
        }
    }

    /** An earlier value under a new number: what folding leaves behind. */
    record Same(Value x) implements OfOne {
        @Override
        public String write(Script s) {
            return s.of(x);
        }
    }
}
