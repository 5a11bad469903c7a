package io.otolex.model.backbone;

import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.checkpoint.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The architectures that a checkpoint may have, told from its shapes. */
final class Backbones {

    private static final List<Function<Map<String, Shape>, Optional<Backbone>>> KNOWN = List.of(ConvNeXt::recognise);

    private Backbones() {}

    static Backbone recognise(Map<String, Shape> shapes) throws CheckpointException {
        return KNOWN.stream()
                .flatMap(known -> known.apply(shapes).stream())
                .findFirst()
                .orElseThrow(() -> new CheckpointException("the checkpoint's " + shapes.size()
                        + " tensors are of no architecture known here (ConvNeXt); the first are "
                        + shapes.keySet().stream().limit(5).toList()));
    }
}
