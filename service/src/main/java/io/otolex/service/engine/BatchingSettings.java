package io.otolex.service.engine;

import io.otolex.model.inference.BatchSettings;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How windows of many requests become batches.
 *
 * @param maxBatch windows in one forward pass; each takes the device's memory while it runs, and a short request waits
 *     for a whole batch. 0 has the best size found while the model is warmed up
 * @param maxDelay how long an idle device waits for company. More windows a second where batches are cheaper than single
 *     windows, and this much more latency when there is little to do
 */
@Validated
@ConfigurationProperties("otolex.batching")
public record BatchingSettings(
        @PositiveOrZero @DefaultValue("0") int maxBatch,
        @NotNull @DefaultValue("0ms") Duration maxDelay) {

    public static final BatchingSettings DEFAULT = new BatchingSettings(0, Duration.ZERO);

    BatchSettings settings() {
        return new BatchSettings(maxBatch, maxDelay);
    }
}
