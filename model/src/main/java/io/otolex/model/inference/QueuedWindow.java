package io.otolex.model.inference;

import io.otolex.audio.LogMel;
import java.util.concurrent.CompletableFuture;

/** A window on its way to a device, and its answer. */
final class QueuedWindow {

    private final LogMel logMel;
    private final WindowListener listener;
    private final long sinceNanos = System.nanoTime();
    private volatile long takenNanos = sinceNanos;
    private final CompletableFuture<Scores> answer = new CompletableFuture<>();

    QueuedWindow(LogMel logMel, WindowListener listener) {
        this.logMel = logMel;
        this.listener = listener;
    }

    LogMel logMel() {
        return logMel;
    }

    long ageNanos() {
        return System.nanoTime() - sinceNanos;
    }

    /** It leaves the queue for a batch. */
    void taken() {
        takenNanos = System.nanoTime();
    }

    boolean suits(QueuedWindow other) {
        return logMel.frames() == other.logMel.frames() && logMel.bands() == other.logMel.bands();
    }

    CompletableFuture<Scores> answer() {
        return answer;
    }

    void scored(Scores scores) {
        listener.scored(takenNanos - sinceNanos, System.nanoTime() - takenNanos);
        answer.complete(scores);
    }

    void failed(Throwable reason) {
        answer.completeExceptionally(reason);
    }
}
