package io.otolex.service.health;

import io.otolex.model.inference.ModelDescription;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up once the model is: its bean exists only after it was loaded and has scored a window. */
@Component("model")
class ModelHealth implements HealthIndicator {

    private final ModelDescription model;

    ModelHealth(ModelDescription model) {
        this.model = model;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("name", model.name()).build();
    }
}
