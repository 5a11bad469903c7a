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
        Recognised recognised = Backbones.recognise(withoutFrontEnd(checkpoint));
        Backbone backbone = recognised.backbone();
        FrontEndKernels.check(checkpoint.tensors(), backbone.frontEnd());
        Map<String, KeyLayout.Named> tensors = withCounters(recognised.tensors(), backbone);
        CheckpointDiff.between(backbone.parameters(), tensors).orThrow();
        return new Network(backbone, inOrder(backbone, tensors));
    }

    /** A network that has learned nothing yet; see {@link Initialisation}. */
    public static Network initialised(Backbone backbone, long seed) {
        return new Network(backbone, Initialisation.of(backbone.parameters(), seed));
    }

    /**
     * A network to fine-tune: of a checkpoint from another task or from pre-training, whose ends (input norm, stem, final
     * norm, head) are fresh where the file has none that fits.
     *
     * @throws CheckpointException if the file is of another architecture, or anything but its ends does not fit
     */
    public static Network startingFrom(Backbone backbone, Checkpoint checkpoint, long seed) throws CheckpointException {
        Map<String, KeyLayout.Named> tensors =
                withCounters(Backbones.recognise(withoutFrontEnd(checkpoint)).tensors(), backbone);
        Weights fresh = Initialisation.of(backbone.parameters(), seed);
        for (String end : backbone.program(0).ends()) {
            KeyLayout.Named found = tensors.get(end);
            Tensor replacement = fresh.get(end);
            if (found == null || !found.tensor().shape().equals(replacement.shape())) {
                tensors.put(end, new KeyLayout.Named(end, replacement));
            }
        }
        CheckpointDiff.between(backbone.parameters(), tensors).orThrow();
        return new Network(backbone, inOrder(backbone, tensors));
    }

    private static Checkpoint withoutFrontEnd(Checkpoint checkpoint) {
        return checkpoint.only(name -> !FrontEndKernels.NAMES.contains(name));
    }

    /** PyTorch counts the batches of every batch norm, nobody reads the count, and some writers leave it out. */
    private static Map<String, KeyLayout.Named> withCounters(Map<String, KeyLayout.Named> found, Backbone backbone) {
        Map<String, KeyLayout.Named> tensors = new LinkedHashMap<>(found);
        backbone.parameters().forEach((name, shape) -> {
            if (name.endsWith(".num_batches_tracked")) {
                tensors.putIfAbsent(name, new KeyLayout.Named(name, Tensor.of(Shape.of(), 0)));
            }
        });
        return tensors;
    }

    private static Weights inOrder(Backbone backbone, Map<String, KeyLayout.Named> tensors) {
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        for (String name : backbone.parameters().keySet()) {
            KeyLayout.Named named = tensors.get(name);
            if (named != null) {
                ordered.put(name, named.tensor());
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
