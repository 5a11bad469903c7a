package io.otolex.service.models;

import io.otolex.model.inference.ModelDescription;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a model says about itself.
 *
 * @param version of its weights; null where the checkpoint has none
 * @param supportedClasses how many of its classes the training data showed
 * @param repeatBelowS a recording shorter than this is heard repeated up to it, as the model was trained; 0 where none is
 * @param card where the page with its figures is; null where there is none
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ModelAnswer(
        String name,
        @Nullable String version,
        String digest,
        String architecture,
        long parameters,
        int classes,
        int supportedClasses,
        int embeddingSize,
        String precision,
        int sampleRate,
        double windowS,
        double repeatBelowS,
        @Nullable String card) {

    /** Without a card: nobody serves it. */
    public static ModelAnswer of(ModelDescription model) {
        return of(model, Optional.empty());
    }

    static ModelAnswer of(ModelDescription model, Optional<String> card) {
        return new ModelAnswer(
                model.name(),
                model.version().orElse(null),
                model.digest(),
                model.architecture(),
                model.parameters(),
                model.classes(),
                model.supported().count(model.classes()),
                model.embeddingSize(),
                model.precision(),
                model.frontEnd().sampleRateHz(),
                seconds(model.frontEnd().windowSamples(), model),
                seconds(model.frontEnd().repeatBelowSamples(), model),
                card.orElse(null));
    }

    private static double seconds(int samples, ModelDescription model) {
        return (double) samples / model.frontEnd().sampleRateHz();
    }
}
