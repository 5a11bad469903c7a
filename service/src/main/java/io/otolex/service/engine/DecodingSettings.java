package io.otolex.service.engine;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What decoding one recording may cost.
 *
 * @param maxDuration of a recording; a longer one is refused after having been decoded and scored up to here
 */
@Validated
@ConfigurationProperties("otolex.decoding")
public record DecodingSettings(
        @NotNull @DefaultValue(DEFAULT_MAX_DURATION) Duration maxDuration) {

    public static final String DEFAULT_MAX_DURATION = "4h";

    public DecodingSettings {
        if (maxDuration.toSeconds() < 1) {
            throw new IllegalArgumentException("otolex.decoding.max-duration must be at least 1 s");
        }
    }
}
