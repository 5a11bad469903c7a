package io.otolex.model.backbone;

import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.checkpoint.KeyLayout;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Architectures that differ in numbers only.
 *
 * @param name of the field
 * @param layout how projects name the tensors
 * @param members those that have names
 * @param recogniser finds the numbers in the shapes of a checkpoint
 */
record Family(String name, KeyLayout layout, Map<String, ? extends Backbone> members, Recogniser recogniser) {

    /** Nothing if the shapes are not of this family; an error if a hint contradicts them. */
    @FunctionalInterface
    interface Recogniser {
        Optional<? extends Backbone> of(Map<String, Shape> shapes, Hints hints) throws CheckpointException;
    }

    Optional<Recognised> recognise(Map<String, Tensor> tensors, Hints hints) throws CheckpointException {
        Map<String, KeyLayout.Named> named = layout.translate(tensors);
        Map<String, Shape> shapes = new LinkedHashMap<>();
        named.forEach((name, found) -> shapes.put(name, found.tensor().shape()));
        return recogniser.of(shapes, hints).map(backbone -> new Recognised(backbone, named));
    }

    /** The size of an axis, or 0 where there is no such tensor or axis. */
    static int size(Map<String, Shape> shapes, String name, int axis) {
        Shape shape = shapes.get(name);
        return shape == null || shape.rank() <= axis ? 0 : shape.get(axis);
    }

    /** How many names of the form {@code prefix + 0 + suffix}, {@code prefix + 1 + suffix}, … there are. */
    static int count(Map<String, Shape> shapes, String prefix, String suffix) {
        int i = 0;
        while (shapes.containsKey(prefix + i + suffix)) {
            i++;
        }
        return i;
    }
}
