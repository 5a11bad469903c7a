package io.otolex.model.program;

import java.util.ArrayList;
import java.util.List;

/**
 * The forward pass of a network: from [N, 1, T, F] log-mel to ([N, classes] logits, [N, C] scene embedding).
 *
 * @param ops in order; each uses only values of earlier ones
 * @param logits what the head says
 * @param embedding what the head was given
 */
public record Program(List<Op> ops, Value logits, Value embedding) {

    public Program {
        ops = List.copyOf(ops);
    }

    Op op(Value value) {
        return ops.get(value.index());
    }

    /** How many operations (or outputs) read a value. */
    long uses(Value value) {
        long inside = ops.stream()
                .flatMap(op -> op.inputs().stream())
                .filter(value::equals)
                .count();
        return inside + (value.equals(logits) ? 1 : 0) + (value.equals(embedding) ? 1 : 0);
    }

    /** Writes down one operation after the other; names of weights are those of the checkpoint. */
    public static final class Builder {
        private final List<Op> ops = new ArrayList<>();
        private final Value input = then(new Op.Input());

        /** The log-mel as a map [N, T, F, 1]. */
        public Value input() {
            return input;
        }

        /** Batch norm of every band; {@code name} has weight, bias, running_mean, running_var (F). */
        public Value bandNorm(Value x, String name, double eps) {
            return then(new Op.BandNorm(x, name, eps, 0.1));
        }

        /** Convolution; {@code name} has weight (out, in / groups, kernel T, kernel F) and bias (out). */
        public Value conv2d(Value x, String name, Window window, int groups) {
            return then(new Op.Conv2d(x, name, window, groups));
        }

        /** LayerNorm over {@code width} channels; {@code name} has weight and bias (width). */
        public Value layerNorm(Value x, String name, int width, double eps) {
            return then(new Op.LayerNorm(x, name, width, eps, true));
        }

        /** Linear layer; {@code name} has weight (out, in) and bias (out). */
        public Value linear(Value x, String name) {
            return then(new Op.Linear(x, name));
        }

        /** Times the vector {@code weight} (C). */
        public Value scale(Value x, String weight) {
            return then(new Op.Scale(x, weight));
        }

        /** The exact GELU. {@code x} must have no other reader. */
        public Value gelu(Value x) {
            return then(new Op.Gelu(x));
        }

        public Value add(Value x, Value y) {
            return then(new Op.Add(x, y));
        }

        /** Drops a residual branch of a sample with probability {@code rate} in training. */
        public Value dropPath(Value x, double rate) {
            return then(new Op.DropPath(x, rate));
        }

        /** Mean over an axis of [N, T, F, C], or of what an earlier reduction left of it. */
        public Value mean(Value x, int axis) {
            return then(new Op.Mean(x, axis));
        }

        /** Maximum over an axis. */
        public Value amax(Value x, int axis) {
            return then(new Op.Max(x, axis));
        }

        /** From here on in the precision of the inside, float32 or bfloat16. */
        public Value inward(Value x) {
            return then(new Op.Cast(x, true));
        }

        /** From here on in float32 again. */
        public Value outward(Value x) {
            return then(new Op.Cast(x, false));
        }

        public Program returning(Value logits, Value embedding) {
            return new Program(ops, logits, embedding);
        }

        private Value then(Op op) {
            ops.add(op);
            return new Value(ops.size() - 1);
        }
    }
}
