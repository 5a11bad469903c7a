package io.otolex.model.backbone;

import io.otolex.model.checkpoint.Checkpoint;
import io.otolex.model.checkpoint.CheckpointException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The architectures that there are. */
public final class Backbones {

    static final List<Family> KNOWN = List.of(ConvNeXt.FAMILY, EfficientAt.FAMILY, ResNeSt.FAMILY, ConvMixer.FAMILY);

    private Backbones() {}

    /** The names of those that have one, family by family. */
    public static List<String> names() {
        return KNOWN.stream()
                .flatMap(family -> family.members().keySet().stream())
                .toList();
    }

    /** A tagger of AudioSet's 527 classes, such as {@code convnext_tiny}. */
    public static Optional<Backbone> named(String name) {
        return KNOWN.stream()
                .flatMap(family -> Optional.ofNullable(family.members().get(name)).stream())
                .findFirst();
    }

    /** Tells a checkpoint's architecture from its shapes, and what these leave open from its header. */
    static Recognised recognise(Checkpoint checkpoint) throws CheckpointException {
        Hints hints = Hints.of(checkpoint.metadata());
        for (Family family : KNOWN) {
            Optional<Recognised> recognised = family.recognise(checkpoint.tensors(), hints);
            if (recognised.isPresent()) {
                return recognised.get();
            }
        }
        String families = KNOWN.stream().map(Family::name).collect(Collectors.joining(", "));
        throw new CheckpointException("the checkpoint's " + checkpoint.tensors().size()
                + " tensors are of no architecture known here (" + families + "); the first are "
                + checkpoint.tensors().keySet().stream().limit(5).toList());
    }
}
