package io.otolex.service.page;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.inference.ModelDescription;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What the page must know of the service before anybody sends a recording.
 *
 * @param version of Otolex
 * @param maxUploadBytes of one recording
 */
@JsonNaming(SnakeCaseStrategy.class)
record PageFacts(String version, long maxUploadBytes, Model model, FrontEnd frontEnd) {

    /** @param embedded whether it is the small one that comes with Otolex */
    @JsonNaming(SnakeCaseStrategy.class)
    record Model(String name, String precision, boolean embedded) {

        static Model of(ModelDescription model, boolean embedded) {
            return new Model(model.name(), model.precision(), embedded);
        }
    }

    /** The frequencies at the edges of a spectrogram. */
    @JsonNaming(SnakeCaseStrategy.class)
    record FrontEnd(double lowHz, double highHz) {

        static FrontEnd of(LogMelSpec spec) {
            return new FrontEnd(spec.lowHz(), spec.highHz());
        }
    }
}
