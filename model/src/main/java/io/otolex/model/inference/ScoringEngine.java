package io.otolex.model.inference;

import io.otolex.audio.LogMel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A model on its devices, tried out and with a batcher before it: all that is needed to score.
 *
 * @param batcher what to score with; it knows requests
 * @param model which one speaks
 * @param devices where, such as {@code cpu}
 * @param windowsPerSecond all devices together, measured while warming up
 */
public record ScoringEngine(
        Batcher batcher,
        ModelDescription model,
        List<ComputeDevice> devices,
        double windowsPerSecond,
        List<DjlTagger> taggers)
        implements AutoCloseable {

    /**
     * Loads the model, runs it at every batch size that will occur, and compares its scores of a golden clip.
     *
     * @throws IOException if the model is missing, broken or unsuitable, or a device scores wrong
     * @throws IllegalStateException if the device is not there
     */
    public static ScoringEngine open(
            ModelStore store, TaggerSettings wish, BatchSettings batching, BatchListener listener) throws IOException {
        return open(store, wish, batching, listener, Runtime.getRuntime().availableProcessors());
    }

    /**
     * The same for a process that shares the machine with others.
     *
     * @param processors how many of the machine's are meant for this engine
     */
    public static ScoringEngine open(
            ModelStore store, TaggerSettings wish, BatchSettings batching, BatchListener listener, int processors)
            throws IOException {
        TaggerSettings settings = wish.arranged(processors);
        List<DjlTagger> taggers = DjlTagger.openAll(store, settings.withMaxBatch(Integer.MAX_VALUE));
        try {
            new GoldenCheck(store, settings).check(taggers);
            return of(taggers, settings, batching, listener);
        } catch (IOException | RuntimeException e) {
            taggers.forEach(DjlTagger::close);
            throw e;
        }
    }

    private static ScoringEngine of(
            List<DjlTagger> taggers, TaggerSettings settings, BatchSettings batching, BatchListener listener) {
        DjlTagger first = taggers.get(0);
        LogMel clip = GoldenClip.logMel(first.description().frontEnd());
        WarmUp warm = WarmUp.of(first, clip, batching.maxBatch());
        taggers.stream().skip(1).forEach(tagger -> WarmUp.of(tagger, clip, warm.maxBatch()));
        List<Tagger> workers = new ArrayList<>();
        for (DjlTagger tagger : taggers) {
            workers.addAll(Collections.nCopies(settings.batchesAtOnce(tagger.device()), tagger));
        }
        return new ScoringEngine(
                new Batcher(workers, batching.withMaxBatch(warm.maxBatch()), listener),
                first.description(),
                taggers.stream().map(DjlTagger::device).toList(),
                warm.windowsPerSecond() * workers.size(),
                taggers);
    }

    /** Windows of one request that keep every device busy: what is in their batches, and as much again. */
    public int windowsAhead() {
        return 2 * batcher.maxBatch() * batcher.workers();
    }

    /** Answers what is queued, then gives the memory back. */
    @Override
    public void close() {
        batcher.close();
        taggers.forEach(DjlTagger::close);
    }
}
