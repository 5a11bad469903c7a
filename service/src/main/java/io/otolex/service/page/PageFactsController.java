package io.otolex.service.page;

import io.otolex.model.inference.ModelDescription;
import io.otolex.service.engine.ModelSettings;
import io.otolex.service.uploads.Uploads;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the page about the service. */
@RestController
class PageFactsController {

    private final PageFacts facts;

    PageFactsController(
            ObjectProvider<BuildProperties> build, ModelDescription model, ModelSettings settings, Uploads uploads) {
        this.facts = new PageFacts(
                Optional.ofNullable(build.getIfAvailable())
                        .map(BuildProperties::getVersion)
                        .orElse("unpackaged"),
                uploads.maxBytes(),
                PageFacts.Model.of(model, settings.source().equals(ModelSettings.DEFAULT_SOURCE)),
                PageFacts.FrontEnd.of(model.frontEnd()));
    }

    @GetMapping("/assets/facts.json")
    PageFacts facts() {
        return facts;
    }
}
