package io.otolex.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.tagging.Tagged;
import io.otolex.service.problems.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** Every meter of the service; all but the requests of an endpoint exist from the start. */
public final class ServiceMetrics {

    static final String REQUESTS = "otolex.requests";
    static final String STAGE = "otolex.stage";
    static final String AUDIO = "otolex.audio";
    static final String WINDOWS = "otolex.windows";
    static final String DECODE_FAILURES = "otolex.decode.failures";
    static final String MODEL_INFO = "otolex.model.info";

    /** From a cached short clip to an hour of audio on a small machine. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2)
    };

    /** The parts of the work on a request that are timed apart. */
    public enum Stage {
        /** From the first to the last byte of the body. */
        RECEIVE,
        /** Time spent waiting for the decoder's samples, over one recording. */
        DECODE,
        /** One batch of windows on the model. */
        SCORE
    }

    private final MeterRegistry registry;
    private final Counter audio;
    private final Counter windows;

    ServiceMetrics(MeterRegistry registry) {
        this.registry = registry;
        Arrays.stream(Stage.values()).forEach(this::timer);
        this.audio = Counter.builder(AUDIO)
                .description("Audio that was tagged")
                .baseUnit("seconds")
                .register(registry);
        this.windows =
                Counter.builder(WINDOWS).description("Windows that were scored").register(registry);
        Arrays.stream(AudioDecodingException.class.getPermittedSubclasses()).forEach(this::decodeFailures);
    }

    public <T> T timed(Stage stage, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            record(stage, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    void record(Stage stage, Duration time) {
        timer(stage).record(time);
    }

    public void tagged(Tagged recording) {
        audio.increment(recording.input().durationSeconds());
        windows.increment(recording.windows());
    }

    void decodeFailed(AudioDecodingException reason) {
        decodeFailures(reason.getClass()).increment();
    }

    Counter requests(String endpoint, Outcome outcome) {
        return Counter.builder(REQUESTS)
                .description("Requests that were answered")
                .tag("endpoint", endpoint)
                .tag("outcome", outcome.label())
                .register(registry);
    }

    /** A gauge of 1 whose labels say which model speaks. */
    void model(ModelDescription model) {
        Gauge.builder(MODEL_INFO, () -> 1)
                .description("The model that is loaded")
                .tag("name", model.name())
                .tag("digest", model.digest())
                .tag("precision", model.precision())
                .register(registry);
    }

    private Timer timer(Stage stage) {
        return Timer.builder(STAGE)
                .description("Time spent in a stage of the work")
                .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter decodeFailures(Class<?> reason) {
        return Counter.builder(DECODE_FAILURES)
                .description("Recordings that could not be decoded")
                .tag(
                        "reason",
                        reason.getSimpleName()
                                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                                .toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
