package io.otolex.service.models;

import io.otolex.model.inference.ModelDescription;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What a model says about itself. */
@JsonNaming(SnakeCaseStrategy.class)
public record ModelAnswer(
        String name,
        String digest,
        String architecture,
        long parameters,
        int classes,
        int embeddingSize,
        String precision,
        int sampleRate,
        double windowS) {

    public static ModelAnswer of(ModelDescription model) {
        return new ModelAnswer(
                model.name(),
                model.digest(),
                model.architecture(),
                model.parameters(),
                model.classes(),
                model.embeddingSize(),
                model.precision(),
                model.frontEnd().sampleRateHz(),
                (double) model.frontEnd().windowSamples() / model.frontEnd().sampleRateHz());
    }
}
