package io.otolex.model.backbone;

import io.otolex.model.checkpoint.Checkpoint;
import io.otolex.model.checkpoint.CheckpointDiff;
import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.checkpoint.KeyLayout;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import io.otolex.model.program.FrozenProgram;
import io.otolex.model.program.TrainableProgram;
import io.otolex.model.program.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An architecture with the numbers that fill it.
 *
 * @param backbone the architecture
 * @param weights exactly its parameters
 */
public record Network(Backbone backbone, Weights weights) {

    /**
     * The network of a checkpoint in any known layout of keys.
     *
     * @throws CheckpointException if the architecture is unknown, or any tensor is missing, extra or misshapen, or was
     *     trained on another front end
     */
    public static Network of(Checkpoint checkpoint) throws CheckpointException {
        FrontEndKernels.check(checkpoint.tensors());
        Map<String, Tensor> tensors = KeyLayout.published(checkpoint.tensors());
        FrontEndKernels.NAMES.forEach(tensors::remove);
        // PyTorch counts batches, nobody reads the count, and some writers leave it out
        tensors.putIfAbsent("bn0.num_batches_tracked", Tensor.of(Shape.of(), 0));
        Map<String, Shape> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        Backbone backbone = Backbones.recognise(shapes);
        CheckpointDiff.between(backbone.parameters(), shapes).orThrow();
        return new Network(backbone, inOrder(backbone, tensors));
    }

    /** A network that has learned nothing yet; see {@link Initialisation}. */
    public static Network initialised(Backbone backbone, long seed) {
        return new Network(backbone, Initialisation.of(backbone.parameters(), seed));
    }

    private static Weights inOrder(Backbone backbone, Map<String, Tensor> tensors) {
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        for (String name : backbone.parameters().keySet()) {
            Tensor tensor = tensors.get(name);
            if (tensor != null) {
                ordered.put(name, tensor);
            }
        }
        return new Weights(ordered);
    }

    /** To score with. */
    public FrozenProgram frozen() {
        return new FrozenProgram(backbone.program(0), weights);
    }

    /**
     * To train.
     *
     * @param dropPath the highest drop-path rate, in [0, 1)
     */
    public TrainableProgram trainable(double dropPath) {
        if (!(0 <= dropPath && dropPath < 1)) {
            throw new IllegalArgumentException("the drop-path rate must be in [0, 1), was " + dropPath);
        }
        return new TrainableProgram(backbone.program(dropPath), weights);
    }
}
