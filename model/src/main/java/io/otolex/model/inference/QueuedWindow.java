package io.otolex.model.inference;

import io.otolex.audio.LogMel;
import java.util.concurrent.CompletableFuture;

/** A window on its way to a device, and its answer. */
final class QueuedWindow {

    private final LogMel logMel;
    private final long sinceNanos = System.nanoTime();
    private final CompletableFuture<Scores> answer = new CompletableFuture<>();

    QueuedWindow(LogMel logMel) {
        this.logMel = logMel;
    }

    LogMel logMel() {
        return logMel;
    }

    long ageNanos() {
        return System.nanoTime() - sinceNanos;
    }

    boolean suits(QueuedWindow other) {
        return logMel.frames() == other.logMel.frames() && logMel.bands() == other.logMel.bands();
    }

    CompletableFuture<Scores> answer() {
        return answer;
    }

    void scored(Scores scores) {
        answer.complete(scores);
    }

    void failed(Throwable reason) {
        answer.completeExceptionally(reason);
    }
}
