package io.otolex.service.models;

import io.otolex.model.inference.EmbeddedCard;
import io.otolex.model.inference.ModelDescription;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which models answer here; today that is one. */
@RestController
class ModelsController {

    private static final String CARD = "/v1/models/card";
    private static final String NO_CARD =
            "Only the embedded model brings its card; see where this model's weights come from.";

    record Models(List<ModelAnswer> models) {}

    private final Models models;
    private final Optional<String> card;

    ModelsController(ModelDescription model) {
        this.card = EmbeddedCard.of(model);
        this.models = new Models(List.of(ModelAnswer.of(model, card.map(page -> CARD))));
    }

    @GetMapping(path = "/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
    Models models() {
        return models;
    }

    /** What the model learned from, how well it does and what it is not. */
    @GetMapping(path = CARD, produces = "text/markdown;charset=UTF-8")
    String card() {
        return card.orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, NO_CARD).asException());
    }
}
