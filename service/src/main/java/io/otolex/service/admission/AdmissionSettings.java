package io.otolex.service.admission;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much is let in at once.
 *
 * @param maxAudio that was let in and is not scored yet; what comes on top is told to come back. Times the seconds that
 *     an hour of audio takes here, it is the longest that anything waits
 * @param maxRequests that were let in and are not answered yet; each holds a thread and a file. Must stay below the
 *     server's threads, so that there is always one left to refuse with
 * @param bytesPerSecond of a recording whose length nobody knows yet: the fewest that are expected. Less lets fewer
 *     requests in, until decoding tells
 * @param timeout of a request that names none
 * @param maxTimeout that a request may name
 */
@Validated
@ConfigurationProperties("otolex.admission")
record AdmissionSettings(
        @NotNull @DefaultValue("2h") Duration maxAudio,
        @Positive @DefaultValue("128") int maxRequests,
        @NotNull @DefaultValue("4KB") DataSize bytesPerSecond,
        @NotNull @DefaultValue("10m") Duration timeout,
        @NotNull @DefaultValue("1h") Duration maxTimeout) {

    AdmissionSettings {
        if (maxAudio.toSeconds() < 1 || timeout.toMillis() < 1 || maxTimeout.compareTo(timeout) < 0) {
            throw new IllegalArgumentException(
                    "otolex.admission needs a max-audio of at least 1 s, and a max-timeout that"
                            + " is not shorter than timeout");
        }
        if (bytesPerSecond.toBytes() < 1) {
            throw new IllegalArgumentException("otolex.admission.bytes-per-second must be positive");
        }
    }
}
