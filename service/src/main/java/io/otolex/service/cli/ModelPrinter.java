package io.otolex.service.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.otolex.model.inference.ModelSummary;
import io.otolex.service.models.ModelAnswer;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** Prints what a model is, for eyes or for programs. */
final class ModelPrinter {

    /** The answer of the service, and what a window costs. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Described(
            @JsonUnwrapped ModelAnswer model,
            double gigaMacs,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> assumption) {}

    private final Described described;

    ModelPrinter(ModelSummary summary) {
        this.described = new Described(ModelAnswer.of(summary.model()), summary.gigaMacs(), summary.assumption());
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(new JsonMapper().writeValueAsString(described));
        } else {
            table(out);
        }
        out.flush();
    }

    private void table(PrintWriter out) {
        ModelAnswer model = described.model();
        out.printf("name          %s%n", model.name());
        out.printf("digest        %s%n", model.digest());
        out.printf("architecture  %s%n", model.architecture());
        out.printf("parameters    %d%n", model.parameters());
        out.printf("work          %.2f GMAC a window%n", described.gigaMacs());
        out.printf("classes       %d%n", model.classes());
        out.printf("embedding     %d%n", model.embeddingSize());
        out.printf("precision     %s%n", model.precision());
        out.printf("front end     %d Hz, windows of %.1f s%s%n", model.sampleRate(), model.windowS(), repeats(model));
        described.assumption().ifPresent(taken -> out.printf("assumed       %s%n", taken));
    }

    private static String repeats(ModelAnswer model) {
        return model.repeatBelowS() == 0
                ? ""
                : String.format(Locale.ROOT, "; below %.1f s a recording is repeated", model.repeatBelowS());
    }
}
