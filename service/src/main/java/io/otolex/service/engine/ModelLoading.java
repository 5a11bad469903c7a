package io.otolex.service.engine;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.inference.Scores;
import java.io.FileNotFoundException;

/** Stands in until the model's inference lands: scores everything alike. */
final class ModelLoading {

    private ModelLoading() {}

    static LoadedModel load(ModelSettings settings) throws EngineException {
        if (!settings.source().equals(ModelSettings.DEFAULT_SOURCE)) {
            throw new EngineException(
                    "no model " + settings.source(), "Leave it out.", new FileNotFoundException(settings.source()));
        }
        var description =
                new ModelDescription("stub", "0".repeat(64), "none", 0, 527, 768, "float32", LogMelSpec.AUDIOSET_32K);
        return new LoadedModel(
                description,
                windows -> windows.stream()
                        .map(window -> new Scores(new float[527], new float[768]))
                        .toList(),
                () -> {});
    }
}
