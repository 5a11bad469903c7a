package io.otolex.service.models;

import io.otolex.model.inference.ModelDescription;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which models answer here; today that is one. */
@RestController
class ModelsController {

    record Models(List<ModelAnswer> models) {}

    private final Models models;

    ModelsController(ModelDescription model) {
        this.models = new Models(List.of(ModelAnswer.of(model)));
    }

    @GetMapping(path = "/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
    Models models() {
        return models;
    }
}
