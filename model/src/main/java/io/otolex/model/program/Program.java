package io.otolex.model.program;

import io.otolex.model.checkpoint.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The forward pass of a network: from [N, 1, T, F] log-mel to ([N, classes] logits, [N, C] scene embedding).
 *
 * @param ops in order; each uses only values of earlier ones
 * @param parameters the learned tensors and statistics that the operations name, in order of first use
 * @param ends those of the first convolution and before it, and those behind the last map: what another task has otherwise
 * @param map the last map, before anything is pooled
 * @param logits what the head says
 * @param embedding what the head was given
 */
public record Program(
        List<Op> ops, Map<String, Shape> parameters, Set<String> ends, Value map, Value logits, Value embedding) {

    public Program {
        ops = List.copyOf(ops);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        ends = Set.copyOf(ends);
    }

    Program with(List<Op> others) {
        return new Program(others, parameters, ends, map, logits, embedding);
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
        private final Map<String, Shape> parameters = new LinkedHashMap<>();
        private final Map<String, Integer> firstUse = new LinkedHashMap<>();

        /** The log-mel as a map [N, T, F, 1]. */
        public Value input() {
            return then(new Op.Input(false), 1);
        }

        /** The log-mel as a map [N, F, T, 1], for networks whose kernels have the bands on their first axis. */
        public Value inputBandsFirst() {
            return then(new Op.Input(true), 1);
        }

        /** {@code (x - mean) / deviation}, both the same for all bands. */
        public Value standardise(Value x, double mean, double deviation) {
            return same(x, new Op.Standardise(x, mean, deviation));
        }

        /** Batch norm of every band; {@code name} has weight, bias, running_mean, running_var (F). */
        public Value bandNorm(Value x, String name, int bands, double eps) {
            statistics(name, bands);
            return same(x, new Op.BatchNorm(x, name, eps, true));
        }

        /** Batch norm of every channel; {@code name} has weight, bias, running_mean, running_var (C). */
        public Value batchNorm(Value x, String name, double eps) {
            statistics(name, x.channels());
            return same(x, new Op.BatchNorm(x, name, eps, false));
        }

        /** Convolution; {@code name} has weight (out, in / groups, kernel T, kernel F) and, if it has one, bias (out). */
        public Value conv2d(Value x, String name, Kernel kernel) {
            parameter(name + ".weight", kernel.weight(x.channels()));
            if (kernel.bias()) {
                parameter(name + ".bias", Shape.of(kernel.out()));
            }
            return then(new Op.Conv2d(x, name, kernel.window(), kernel.groups(), kernel.bias()), kernel.out());
        }

        /** LayerNorm over the channels; {@code name} has weight and bias (C). */
        public Value layerNorm(Value x, String name, double eps) {
            layer(name, x.channels());
            return same(x, new Op.LayerNorm(x, name, x.channels(), eps, true));
        }

        /** Linear layer; {@code name} has weight (out, C) and bias (out). */
        public Value linear(Value x, String name, int out) {
            layer(name, out, x.channels());
            return then(new Op.Linear(x, name), out);
        }

        /** Times the vector {@code weight} (C). */
        public Value scale(Value x, String weight) {
            parameter(weight, Shape.of(x.channels()));
            return same(x, new Op.Scale(x, weight));
        }

        /** Global response norm; {@code name} has weight and bias (C). */
        public Value responseNorm(Value x, String name, double eps) {
            layer(name, x.channels());
            return same(x, new Op.ResponseNorm(x, name, eps, true));
        }

        public Value activate(Value x, Activation function) {
            return same(x, new Op.Activate(x, function));
        }

        public Value add(Value x, Value y) {
            return same(x, new Op.Add(x, y));
        }

        /** Value by value; {@code y} may be [N, 1, 1, C]. */
        public Value multiply(Value x, Value y) {
            return same(x, new Op.Multiply(x, y));
        }

        /** The first half of the channels plus the second. */
        public Value sumOfHalves(Value x) {
            return then(new Op.SumOfHalves(x), x.channels() / 2);
        }

        /** The halves of {@code x}, weighted by the softmax over the halves of {@code attention}, [N, 1, 1, C]. */
        public Value mixOfHalves(Value x, Value attention) {
            return then(new Op.MixOfHalves(x, attention), x.channels() / 2);
        }

        /** Drops a residual branch of a sample with probability {@code rate} in training. */
        public Value dropPath(Value x, double rate) {
            return same(x, new Op.DropPath(x, rate));
        }

        /** Hides what a mask hides, in masked pre-training; {@code cells} of this map are one of the last stage's. */
        public Value visible(Value x, int cells) {
            return same(x, new Op.Visible(x, cells));
        }

        /** The largest of each window. */
        public Value maxPool(Value x, int size, Window window) {
            return same(x, new Op.Pool(x, true, size, window, false));
        }

        /** The mean of each window, the zeros of the padding counted. */
        public Value meanPool(Value x, int size, Window window) {
            return same(x, new Op.Pool(x, false, size, window, false));
        }

        /** The mean of windows side by side; those at the end may be cut short. */
        public Value meanOfTiles(Value x, int size) {
            return same(x, new Op.Pool(x, false, size, Window.square(size, 0), true));
        }

        /** Mean over axes of [N, T, F, C], or of what an earlier reduction left of it. */
        public Value mean(Value x, Integer... axes) {
            return same(x, new Op.Mean(x, List.of(axes), false));
        }

        /** Mean over the whole map, as a map of one place [N, 1, 1, C]. */
        public Value squeeze(Value x) {
            return same(x, new Op.Mean(x, List.of(1, 2), true));
        }

        /** Maximum over an axis. */
        public Value amax(Value x, int axis) {
            return same(x, new Op.Max(x, axis));
        }

        /** From here on in the precision of the inside, float32 or bfloat16. */
        public Value inward(Value x) {
            return same(x, new Op.Cast(x, true));
        }

        /** From here on in float32 again. */
        public Value outward(Value x) {
            return same(x, new Op.Cast(x, false));
        }

        public Program returning(Value map, Value logits, Value embedding) {
            return new Program(ops, parameters, ends(map), map, logits, embedding);
        }

        private Set<String> ends(Value map) {
            int stem = 0;
            while (stem < map.index() && !(ops.get(stem) instanceof Op.Conv2d)) {
                stem++;
            }
            int last = stem;
            return firstUse.entrySet().stream()
                    .filter(use -> use.getValue() <= last || use.getValue() > map.index())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        private void parameter(String name, Shape shape) {
            parameters.put(name, shape);
            firstUse.put(name, ops.size());
        }

        private void statistics(String name, int width) {
            layer(name, width);
            parameter(name + ".running_mean", Shape.of(width));
            parameter(name + ".running_var", Shape.of(width));
            parameter(name + ".num_batches_tracked", Shape.of());
        }

        /** A weight of the given shape and a bias for each of its first axis. */
        private void layer(String name, int... weight) {
            parameter(name + ".weight", Shape.of(weight));
            parameter(name + ".bias", Shape.of(weight[0]));
        }

        private Value same(Value x, Op op) {
            return then(op, x.channels());
        }

        private Value then(Op op, int channels) {
            ops.add(op);
            return new Value(ops.size() - 1, channels);
        }
    }
}
