package io.otolex.service.cli;

import io.otolex.model.inference.ModelDescription;
import io.otolex.service.models.ModelAnswer;
import java.io.PrintWriter;
import tools.jackson.databind.json.JsonMapper;

/** What a model is, for eyes or for programs. */
final class ModelSummary {

    private final ModelAnswer model;

    ModelSummary(ModelDescription model) {
        this.model = ModelAnswer.of(model);
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(new JsonMapper().writeValueAsString(model));
        } else {
            table(out);
        }
        out.flush();
    }

    private void table(PrintWriter out) {
        out.printf("name          %s%n", model.name());
        out.printf("digest        %s%n", model.digest());
        out.printf("architecture  %s%n", model.architecture());
        out.printf("parameters    %d%n", model.parameters());
        out.printf("classes       %d%n", model.classes());
        out.printf("embedding     %d%n", model.embeddingSize());
        out.printf("precision     %s%n", model.precision());
        out.printf("front end     %d Hz, windows of %.1f s%n", model.sampleRate(), model.windowS());
    }
}
