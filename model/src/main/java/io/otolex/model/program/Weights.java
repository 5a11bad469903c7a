package io.otolex.model.program;

import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of a network under the names of its program.
 *
 * @param tensors learned values and the statistics of batch norm
 */
public record Weights(Map<String, Tensor> tensors) {

    public Weights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** The tensor of that name, which must be there. */
    public Tensor get(String name) {
        return required(tensors, name);
    }

    static Tensor required(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the program needs " + name + ", which the weights lack");
        }
        return tensor;
    }

    /** Values that training changes: all but the statistics of batch norm. */
    public long parameters() {
        return tensors.entrySet().stream()
                .filter(entry -> !isBuffer(entry.getKey()))
                .mapToLong(entry -> entry.getValue().shape().count())
                .sum();
    }

    static boolean isBuffer(String name) {
        return name.endsWith(".running_mean") || name.endsWith(".running_var") || isCounter(name);
    }

    /** The one integer that PyTorch's batch norm keeps. */
    static boolean isCounter(String name) {
        return name.endsWith(".num_batches_tracked");
    }

    /** Rounds to float32. */
    static Tensor tensor(Shape shape, double... values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return Tensor.of(shape, rounded);
    }
}
