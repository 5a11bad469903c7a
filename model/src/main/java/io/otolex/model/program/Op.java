package io.otolex.model.program;

import java.util.List;
import java.util.Locale;

/**
 * One step of a program, and how TorchScript says it.
 *
 * <p>A map is [N, T, F, C]: channels last, so that LayerNorm and linear layers see rows of channels, and oneDNN's
 * convolutions see the layout they are fastest in. Only convolutions view it as [N, C, T, F]; that costs no copy.
 */
interface Op {

    /** TorchScript numbers dtypes as {@code c10::ScalarType} does. */
    int FLOAT32 = 6;

    int BFLOAT16 = 15;

    /** The expression of this step's value. */
    String write(Script script);

    /** Earlier values it needs, the first of which gives its dtype. */
    List<Value> inputs();

    /** The log-mel argument, [N, 1, T, F], seen as a map of one channel. */
    record Input() implements Op {
        @Override
        public String write(Script s) {
            return "torch.permute(logmel, [0, 2, 3, 1])";
        }

        @Override
        public List<Value> inputs() {
            return List.of();
        }
    }

    /** Batch norm for each band of a one-channel map (bn0): statistics over N and T. */
    record BandNorm(Value x, String name, double eps, double momentum) implements Op {
        @Override
        public String write(Script s) {
            String counter = s.weight(name + ".num_batches_tracked", x);
            s.statement("if training:");
            s.statement("  " + s.fresh() + " = torch.add_(" + counter + ", 1)");
            s.statement("else:");
            s.statement("  pass");
            String bandsFirst = "torch.permute(" + s.of(x) + ", [0, 2, 1, 3])";
            return "torch.permute(torch.batch_norm(" + bandsFirst + ", " + s.weight(name + ".weight", x) + ", "
                    + s.weight(name + ".bias", x) + ", " + s.weight(name + ".running_mean", x) + ", "
                    + s.weight(name + ".running_var", x) + ", training, " + momentum + ", " + eps
                    + ", True), [0, 2, 1, 3])";
        }

        @Override
        public List<Value> inputs() {
            return List.of(x);
        }
    }

    /** {@code x * scale + shift}, both (F, 1): what {@link BandNorm} becomes when its statistics are fixed. */
    record BandAffine(Value x, String name) implements Op {
        @Override
        public String write(Script s) {
            return "torch.addcmul(" + s.weight(name + ".shift", x) + ", " + s.of(x) + ", "
                    + s.weight(name + ".scale", x) + ")";
        }

        @Override
        public List<Value> inputs() {
            return List.of(x);
        }
    }

    /** Convolution with bias over T and F. */
    record Conv2d(Value x, String name, Window window, int groups) implements Op {
        @Override
        public String write(Script s) {
            String convolution = String.format(
                    Locale.ROOT,
                    "torch.conv2d(torch.permute(%s, [0, 3, 1, 2]), %s, %s, [%d, %d], [%d, %d], [1, 1], %d)",
                    s.of(x),
                    s.weight(name + ".weight", x),
                    s.weight(name + ".bias", x),
                    window.strideT(),
                    window.strideF(),
                    window.padT(),
                    window.padF(),
                    groups);
            return "torch.permute(" + convolution + ", [0, 2, 3, 1])";
        }

        @Override
        public List<Value> inputs() {
            return List.of(x);
        }
    }

    /** LayerNorm over the last axis; without {@code affine} it only normalises. */
    record LayerNorm(Value x, String name, int width, double eps, boolean affine) implements Op {
        @Override
        public String write(Script s) {
            String weights = affine ? s.weight(name + ".weight", x) + ", " + s.weight(name + ".bias", x) : "None, None";
            return "torch.layer_norm(" + s.of(x) + ", [" + width + "], " + weights + ", " + eps + ")";
        }

        @Override
        public List<Value> inputs() {
            return List.of(x);
        }
    }

    /** Linear layer with bias over the last axis. */
    record Linear(Value x, String name) implements Op {
        @Override
        public String write(Script s) {
            return "torch.linear(" + s.of(x) + ", " + s.weight(name + ".weight", x) + ", " + s.weight(name + ".bias", x)
                    + ")";
        }

        @Override
        public List<Value> inputs() {
            return List.of(x);
        }
    }

    /** Times one factor for each channel (layer scale). */
    record Scale(Value x, String weight) implements Op {
        @Override
        public String write(Script s) {
            return "torch.mul(" + s.of(x) + ", " + s.weight(weight, x) + ")";
        }

        @Override
        public List<Value> inputs() {
            return List.of(x);
        }
    }

    /** The exact GELU, with erf: the tanh form is off by 5e-4 in the logits. */
    record Gelu(Value x) implements Op {
        @Override
        public String write(Script s) {
            // Nobody else reads x, and the hidden layer is the largest tensor of all: a frozen program overwrites it.
            return s.trainable() ? "torch.gelu(" + s.of(x) + ")" : "torch.gelu_(" + s.of(x) + ")";
        }

        @Override
        public List<Value> inputs() {
            return List.of(x);
        }
    }

    /** The residual sum. */
    record Add(Value x, Value y) implements Op {
        @Override
        public String write(Script s) {
            return "torch.add(" + s.of(x) + ", " + s.of(y) + ")";
        }

        @Override
        public List<Value> inputs() {
            return List.of(x, y);
        }
    }

    /** Stochastic depth (arXiv 1603.09382): in training a sample loses this branch with probability {@code rate}. */
    record DropPath(Value x, double rate) implements Op {
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

        @Override
        public List<Value> inputs() {
            return List.of(x);
        }
    }

    /** Mean over one axis. */
    record Mean(Value x, int axis) implements Op {
        @Override
        public String write(Script s) {
            return "torch.mean(" + s.of(x) + ", [" + axis + "])";
        }

        @Override
        public List<Value> inputs() {
            return List.of(x);
        }
    }

    /** Maximum over one axis. */
    record Max(Value x, int axis) implements Op {
        @Override
        public String write(Script s) {
            return "torch.amax(" + s.of(x) + ", [" + axis + "])";
        }

        @Override
        public List<Value> inputs() {
            return List.of(x);
        }
    }

    /** From float32 into the precision of the inside, or back. */
    record Cast(Value x, boolean inward) implements Op {
        @Override
        public String write(Script s) {
            boolean nothingToDo = s.innerDtype() == FLOAT32;
            int dtype = inward ? s.innerDtype() : FLOAT32;
            return nothingToDo ? s.of(x) : "torch.to(" + s.of(x) + ", " + dtype + ")";
        }

        @Override
        public List<Value> inputs() {
            return List.of(x);
        }
    }

    /** An earlier value under a new number: what folding leaves behind. */
    record Same(Value x) implements Op {
        @Override
        public String write(Script s) {
            return s.of(x);
        }

        @Override
        public List<Value> inputs() {
            return List.of(x);
        }
    }
}
