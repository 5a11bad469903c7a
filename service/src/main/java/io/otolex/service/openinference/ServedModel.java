package io.otolex.service.openinference;

import io.otolex.model.inference.ModelDescription;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one model that answers, as clients of this protocol name it. */
final class ServedModel {

    static final String AUDIO = "audio";
    static final String WAVEFORM = "waveform";
    static final String SCORES = "scores";
    static final String LABELS = "labels";
    static final String IDS = "ids";

    static final String BYTES = "BYTES";
    static final String FP32 = "FP32";

    /** The protocol wants a version; a checkpoint without one is the first. */
    private static final String FIRST = "1";

    private final ModelDescription model;

    ServedModel(ModelDescription model) {
        this.model = model;
    }

    /** Itself, if that is what it is called. */
    ServedModel named(String name, @Nullable String version) {
        if (!name.equals(name()) || (version != null && !version.equals(version()))) {
            throw new Problem(
                            ProblemType.NOT_FOUND,
                            "There is no such model; there is " + name() + ", version " + version() + ".")
                    .asException();
        }
        return this;
    }

    String name() {
        return model.name();
    }

    String version() {
        return model.version().orElse(FIRST);
    }

    int classes() {
        return model.classes();
    }

    ModelMetadata metadata() {
        return new ModelMetadata(
                name(),
                List.of(version()),
                "pytorch_torchscript",
                List.of(
                        new ModelMetadata.Tensor(AUDIO, BYTES, List.of(-1)),
                        new ModelMetadata.Tensor(WAVEFORM, FP32, List.of(-1, -1))),
                List.of(
                        new ModelMetadata.Tensor(SCORES, FP32, List.of(-1, classes())),
                        new ModelMetadata.Tensor(LABELS, BYTES, List.of(classes())),
                        new ModelMetadata.Tensor(IDS, BYTES, List.of(classes()))));
    }
}
