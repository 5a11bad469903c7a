package io.otolex.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.inference.NvidiaGpu;
import io.otolex.model.inference.WindowListener;
import io.otolex.model.tagging.Tag;
import io.otolex.model.tagging.Tagged;
import io.otolex.service.problems.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every meter of the service, each there from the start. */
public final class ServiceMetrics {

    static final String REQUESTS = "otolex.requests";
    static final String STAGE = "otolex.stage";
    static final String AUDIO = "otolex.audio";
    static final String TAGS = "otolex.tags";
    static final String WINDOWS = "otolex.windows";
    static final String WINDOWS_DROPPED = "otolex.windows.dropped";
    static final String DECODE_FAILURES = "otolex.decode.failures";
    static final String BATCH_WINDOWS = "otolex.batch.windows";
    static final String BATCH_FILL = "otolex.batch.fill";
    static final String BATCH_LIMIT = "otolex.batch.limit";
    static final String QUEUE_AUDIO = "otolex.queue.audio";
    static final String QUEUE_WINDOWS = "otolex.queue.windows";
    static final String QUEUE_OLDEST = "otolex.queue.oldest";
    static final String CACHE = "otolex.cache";
    static final String MODEL_INFO = "otolex.model.info";
    static final String DEVICE_INFO = "otolex.device.info";
    static final String GPU_MEMORY = "otolex.gpu.memory";
    static final String GPU_MEMORY_USED = "otolex.gpu.memory.used";
    static final String GPU_UTILISATION = "otolex.gpu.utilisation";
    static final String RESIDENT_MEMORY = "otolex.resident.memory";
    static final String NATIVE_MEMORY = "otolex.native.memory";
    static final String TEMPORARY = "otolex.temporary";

    /** From a log-mel to an hour of audio on a small machine. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
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
        /** The log-mel of one window. */
        MEL,
        /** One window's wait for a device. */
        QUEUE,
        /** One batch of windows on the model. */
        SCORE,
        /** From the last score of a recording to its tags. */
        POST
    }

    /** What a look into the cache of answers found. */
    public enum CacheResult {
        HIT,
        MISS
    }

    private final MeterRegistry registry;
    private final StageObserver observer;
    private final Counter audio;
    private final Counter windows;
    private final Counter dropped;
    private final DistributionSummary batchWindows;
    private final DistributionSummary batchFill;

    ServiceMetrics(MeterRegistry registry, StageObserver observer) {
        this.registry = registry;
        this.observer = observer;
        Arrays.stream(Stage.values()).forEach(this::timer);
        Arrays.stream(CacheResult.values()).forEach(this::cacheCounter);
        Arrays.stream(AudioDecodingException.class.getPermittedSubclasses()).forEach(this::decodeFailures);
        this.audio = counter(AUDIO, "seconds", "Audio that was tagged");
        this.windows = counter(WINDOWS, null, "Windows of recordings that were tagged");
        this.dropped = counter(WINDOWS_DROPPED, null, "Windows that were dropped unscored: their request was over");
        this.batchWindows = summary(BATCH_WINDOWS, "Windows in a batch", 1, 2, 4, 8, 16, 32, 64);
        this.batchFill = summary(BATCH_FILL, "How full a batch was, of what is possible", 0.25, 0.5, 0.75, 1);
        gauge(RESIDENT_MEMORY, "bytes", "Resident memory of the process", ProcessMemory::resident);
        gauge(
                NATIVE_MEMORY,
                "bytes",
                "Resident memory beyond what Java has committed: tensors, code, buffers",
                ProcessMemory::outsideJava);
    }

    /** Work that gives something, or fails. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    public <T, E extends Exception> T timed(Stage stage, Work<T, E> work) throws E {
        long start = System.nanoTime();
        try {
            return work.run();
        } finally {
            record(stage, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** A stage of the request that this thread works on. */
    void record(Stage stage, Duration time) {
        timer(stage).record(time);
        observer.took(stage, time);
    }

    /** A stage that requests share. */
    void recordShared(Stage stage, Duration time) {
        timer(stage).record(time);
    }

    WindowListener windowsOfRequest() {
        return observer.windows();
    }

    public void tagged(Tagged recording) {
        audio.increment(recording.input().durationSeconds());
        windows.increment(recording.windows());
        recording.tags().stream().findFirst().ifPresent(best -> tags(best).increment());
    }

    /** At most as many as there are classes; registered when first heard, since most never are. */
    private Counter tags(Tag best) {
        return Counter.builder(TAGS)
                .description("Recordings by their best tag")
                .tag("label", best.label().name())
                .register(registry);
    }

    void decodeFailed(AudioDecodingException reason) {
        decodeFailures(reason.getClass()).increment();
    }

    void batch(int size, double fill) {
        batchWindows.record(size);
        batchFill.record(fill);
    }

    void dropped(int count) {
        dropped.increment(count);
    }

    public void cache(CacheResult result) {
        cacheCounter(result).increment();
    }

    Counter requests(String endpoint, Outcome outcome) {
        return Counter.builder(REQUESTS)
                .description("Requests that were answered")
                .tag("endpoint", endpoint)
                .tag("outcome", outcome.label())
                .register(registry);
    }

    /** Makes the counters of endpoints that nobody has called yet: a rate needs a first value. */
    void endpoints(Collection<String> patterns) {
        for (String endpoint : patterns) {
            for (Outcome outcome : Outcome.values()) {
                requests(endpoint, outcome);
            }
        }
    }

    /** A gauge of 1 whose labels say which model speaks. */
    public void model(ModelDescription model) {
        Gauge.builder(MODEL_INFO, () -> 1)
                .description("The model that is loaded")
                .tag("name", model.name())
                .tag("digest", model.digest())
                .tag("precision", model.precision())
                .register(registry);
    }

    /** A gauge of 1 for each device that scores. */
    public void devices(List<String> devices) {
        for (String device : devices) {
            Gauge.builder(DEVICE_INFO, () -> 1)
                    .description("A device that scores")
                    .tag("device", device)
                    .register(registry);
        }
    }

    /** Gauges of GPUs; where there are none, there are no such meters. */
    public void gpus(List<NvidiaGpu> gpus) {
        for (NvidiaGpu gpu : gpus) {
            gpu(gpu, GPU_MEMORY, "bytes", "Memory of a GPU", gpu::memoryBytes);
            gpu(gpu, GPU_MEMORY_USED, "bytes", "Memory of a GPU in use, by whomever", gpu::usedMemoryBytes);
            gpu(gpu, GPU_UTILISATION, "ratio", "The share of time in which a GPU works", gpu::utilisation);
        }
    }

    private void gpu(NvidiaGpu gpu, String name, String unit, String description, DoubleSupplier value) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .baseUnit(unit)
                .tag("gpu", String.valueOf(gpu.index()))
                .strongReference(true)
                .register(registry);
    }

    /** Decoded windows that wait for a device. */
    public void queue(IntSupplier waiting, Supplier<Duration> oldest) {
        gauge(QUEUE_WINDOWS, null, "Decoded windows that wait for a device", waiting::getAsInt);
        gauge(
                QUEUE_OLDEST,
                "seconds",
                "How long the window has waited that waits longest",
                () -> oldest.get().toNanos() / 1e9);
    }

    public void batchLimit(IntSupplier limit) {
        gauge(BATCH_LIMIT, null, "The most windows in a batch, as learnt so far", limit::getAsInt);
    }

    /** Audio that was let in and is not scored yet: what autoscaling goes by. */
    public void queueAudio(DoubleSupplier seconds) {
        gauge(QUEUE_AUDIO, "seconds", "Audio that was let in and is not scored yet", seconds);
    }

    public void temporaryBytes(DoubleSupplier bytes) {
        gauge(TEMPORARY, "bytes", "Uploads on disk", bytes);
    }

    private void gauge(String name, @Nullable String unit, String description, DoubleSupplier value) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .baseUnit(unit)
                .strongReference(true)
                .register(registry);
    }

    private Counter counter(String name, @Nullable String unit, String description) {
        return Counter.builder(name).description(description).baseUnit(unit).register(registry);
    }

    private DistributionSummary summary(String name, String description, double... buckets) {
        return DistributionSummary.builder(name)
                .description(description)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    private Counter cacheCounter(CacheResult result) {
        return Counter.builder(CACHE)
                .description("Looks into the cache of answers")
                .tag("result", result.name().toLowerCase(Locale.ROOT))
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
