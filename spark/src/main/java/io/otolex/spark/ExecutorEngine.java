package io.otolex.spark;

import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.decode.DecoderLimits;
import io.otolex.audio.decode.Ffmpeg;
import io.otolex.audio.decode.RecordingDecoder;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.model.inference.BatchSettings;
import io.otolex.model.inference.ComputeDevice;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.inference.ScoringEngine;
import io.otolex.model.inference.TaggerSettings;
import io.otolex.model.inference.WindowLimit;
import io.otolex.model.labels.Labels;
import io.otolex.model.tagging.RecordingTagger;
import io.otolex.model.tagging.StageListener;
import io.otolex.model.tagging.TaggingPipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one engine of an executor: loaded by its first task, shared by all, closed when the executor ends. */
final class ExecutorEngine {

    /*
     * Tasks come and go, the JVM stays: a model that belonged to a task would be loaded for each of ten thousand
     * partitions. There is one engine for each set of options and each device, so that an executor with two GPUs has two.
     *
     * Recordings of all tasks are decoded on one pool and meet in one batcher: the scorer works while others decode.
     */

    private static final Logger LOG = LoggerFactory.getLogger(ExecutorEngine.class);

    /** Tasks bound how many recordings there are at once; this is for a mistake in that. */
    private static final int MOST_DECODERS = 1024;

    private static final Map<Key, ExecutorEngine> OPEN = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ExecutorEngine::closeAll, "otolex-close"));
    }

    private final ScoringEngine scoring;
    private final RecordingDecoder decoder;
    private final RecordingTagger recordings;
    private final ExecutorService pool = Executors.newCachedThreadPool(ExecutorEngine::daemon);

    private record Key(TaggerOptions options, ComputeDevice device) {}

    private ExecutorEngine(ScoringEngine scoring, WindowLimit limit, RecordingDecoder decoder) {
        this.scoring = scoring;
        this.decoder = decoder;
        this.recordings = new TaggingPipeline(
                decoder,
                new LogMelExtractor(scoring.model().frontEnd()),
                limit.on(scoring.batcher(), scoring.windowsAhead()),
                Labels.audioSet(),
                scoring.windowsAhead(),
                StageListener.NONE);
    }

    /**
     * The engine of this JVM.
     *
     * @param device where it scores
     * @param processors how many are this executor's
     */
    static ExecutorEngine of(TaggerOptions options, ComputeDevice device, int processors) {
        return OPEN.computeIfAbsent(new Key(options, device), key -> open(key, processors));
    }

    private static ExecutorEngine open(Key key, int processors) {
        long start = System.nanoTime();
        TaggerOptions options = key.options;
        try {
            Ffmpeg ffmpeg = Ffmpeg.bundled();
            var limit = new WindowLimit();
            ScoringEngine scoring = ScoringEngine.open(
                    options.store(),
                    new TaggerSettings(options.source(), options.precision(), key.device, 0, 1, 1, false),
                    new BatchSettings(0, Duration.ZERO),
                    limit,
                    processors);
            var decoder = new RecordingDecoder(
                    ffmpeg, limits(options), scoring.model().frontEnd().sampleRateHz());
            LOG.info(
                    "{} on {} for {} cores, loaded in {} ms",
                    scoring.model().name(),
                    key.device,
                    processors,
                    (System.nanoTime() - start) / 1_000_000);
            return new ExecutorEngine(scoring, limit, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException("the model " + options.source() + " cannot be had", e);
        } catch (DecoderUnavailable e) {
            throw new IllegalStateException("the decoder cannot run", e);
        }
    }

    private static DecoderLimits limits(TaggerOptions options) {
        DecoderLimits limits = DecoderLimits.DEFAULT;
        return new DecoderLimits(
                options.maxDuration(),
                limits.wallClock(),
                limits.cpu(),
                limits.maxMemoryBytes(),
                MOST_DECODERS,
                limits.maxQueueing());
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "otolex-recording");
        thread.setDaemon(true);
        return thread;
    }

    ModelDescription model() {
        return scoring.model();
    }

    RecordingTagger recordings() {
        return recordings;
    }

    /** Where recordings are worked on; whoever gives them bounds how many. */
    ExecutorService pool() {
        return pool;
    }

    private static void closeAll() {
        OPEN.values().forEach(ExecutorEngine::close);
        OPEN.clear();
    }

    private void close() {
        decoder.close();
        scoring.close();
    }
}
