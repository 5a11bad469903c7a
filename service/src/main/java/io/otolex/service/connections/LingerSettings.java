package io.otolex.service.connections;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long clients are listened to that go on sending after their answer.
 *
 * @param time after which the connection is closed; a client that still sends then may see a reset instead of its answer
 * @param idle without a byte, after which it is closed
 * @param concurrent such clients at once, each of which holds a thread; the connection of one more is closed at once
 */
@Validated
@ConfigurationProperties("otolex.linger")
record LingerSettings(
        @NotNull @DefaultValue("30s") Duration time,
        @NotNull @DefaultValue("5s") Duration idle,
        @PositiveOrZero @DefaultValue("32") int concurrent) {

    LingerSettings {
        if (time.isNegative() || idle.isNegative()) {
            throw new IllegalArgumentException("otolex.linger.time and otolex.linger.idle must not be negative");
        }
    }
}
