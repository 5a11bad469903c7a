package io.otolex.service.page;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.inference.ModelDescription;
import java.util.List;
import java.util.stream.IntStream;
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

    /** @param ticks the frequencies worth writing beside a spectrogram, low ones first */
    @JsonNaming(SnakeCaseStrategy.class)
    record FrontEnd(List<Tick> ticks) {

        private static final int[] WRITTEN_HZ = {200, 500, 1000, 2000, 5000, 10_000};

        static FrontEnd of(LogMelSpec spec) {
            return new FrontEnd(IntStream.of(WRITTEN_HZ)
                    .filter(hz -> spec.lowHz() <= hz && hz <= spec.highHz())
                    .mapToObj(hz -> Tick.of(hz, spec))
                    .toList());
        }
    }

    /** @param fromTop where in the picture the frequency's band has its middle: 0 is the top edge, 1 the bottom */
    @JsonNaming(SnakeCaseStrategy.class)
    record Tick(int hz, double fromTop) {

        static Tick of(int hz, LogMelSpec spec) {
            return new Tick(hz, 1 - (spec.scale().band(hz, spec) + 0.5) / spec.bands());
        }
    }
}
