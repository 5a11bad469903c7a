package io.otolex.service.drain;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the service ends.
 *
 * @param delay between being told to end and refusing connections. Must be longer than a balancer takes to see that the
 *     service is not ready any more; every restart takes this much longer
 */
@Validated
@ConfigurationProperties("otolex.drain")
record DrainSettings(@NotNull @DefaultValue("5s") Duration delay) {

    DrainSettings {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("otolex.drain.delay must not be negative");
        }
    }
}
