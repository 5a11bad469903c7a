package io.otolex.service.admission;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is worked on at once.
 *
 * @param concurrent recordings being decoded and scored; 0 means one for each processor. More of them share the same
 *     processors and each takes memory
 * @param waiting received recordings that wait for their turn. Each holds a thread and a file
 * @param maxWait how long a recording waits before its sender is told to come back
 */
@Validated
@ConfigurationProperties("otolex.admission")
record AdmissionSettings(
        @PositiveOrZero @DefaultValue("0") int concurrent,
        @PositiveOrZero @DefaultValue("64") int waiting,
        @NotNull @DefaultValue("30s") Duration maxWait) {

    int workers() {
        return concurrent > 0 ? concurrent : Runtime.getRuntime().availableProcessors();
    }
}
