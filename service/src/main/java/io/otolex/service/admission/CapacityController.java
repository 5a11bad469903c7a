package io.otolex.service.admission;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otolex.service.engine.Engine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** How busy this instance is, for clients and balancers that choose where to send. */
@RestController
class CapacityController {

    private final AudioQueue queue;
    private final AdmissionSettings settings;
    private final Engine engine;

    CapacityController(AudioQueue queue, AdmissionSettings settings, Engine engine) {
        this.queue = queue;
        this.settings = settings;
        this.engine = engine;
    }

    /**
     * The answer.
     *
     * @param audioPerSecond seconds of audio scored in a second, as last measured
     * @param expectedWaitS how long what is queued will take
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Capacity(
            Queue queue,
            @JsonProperty("audio_s_per_s") BigDecimal audioPerSecond,
            BigDecimal expectedWaitS,
            List<String> devices,
            int maxBatch) {}

    /** What was let in, and how much may be. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Queue(BigDecimal audioS, long maxAudioS, int requests, int maxRequests, int windows) {}

    @GetMapping("/v1/capacity")
    Capacity capacity() {
        return new Capacity(
                new Queue(
                        rounded(queue.queuedSeconds()),
                        settings.maxAudio().toSeconds(),
                        queue.requests(),
                        settings.maxRequests(),
                        engine.status().waitingWindows()),
                rounded(queue.secondsPerSecond()),
                rounded(queue.expectedWait().toMillis() / 1e3),
                engine.status().devices(),
                engine.status().maxBatch());
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN);
    }
}
