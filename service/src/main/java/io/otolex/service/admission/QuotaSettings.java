package io.otolex.service.admission;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What one client may send.
 *
 * @param audioPerHour audio in an hour, refilled evenly; one client may also send all of it at once. 0 is no quota.
 *     Clients are told apart by their keys or, without one, their addresses; each replica counts for itself
 */
@Validated
@ConfigurationProperties("otolex.quota")
record QuotaSettings(@NotNull @DefaultValue("0s") Duration audioPerHour) {

    QuotaSettings {
        if (audioPerHour.isNegative()) {
            throw new IllegalArgumentException("otolex.quota.audio-per-hour must not be negative");
        }
    }
}
