package io.otolex.model.inference;

import io.otolex.audio.LogMel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request's lane to a {@link WindowQueue}. */
final class SharedLane implements Lane {

    private final WindowQueue queue;
    private final WindowListener listener;
    private final WindowQueue.Waiting waiting;
    private final Budget budget;
    private final int ahead;
    private final Consumer<Scores> sink;
    private final Deque<CompletableFuture<Scores>> onTheirWay = new ArrayDeque<>();

    SharedLane(WindowQueue queue, WindowListener listener, Budget budget, int ahead, Consumer<Scores> sink) {
        this.queue = queue;
        this.listener = listener;
        var lane = new WindowQueue.Waiting(budget);
        this.waiting = lane;
        this.budget = budget;
        this.ahead = ahead;
        this.sink = sink;
        budget.onCancel(() -> queue.forget(lane));
    }

    @Override
    public void add(LogMel window) {
        budget.check();
        deliverWhatIsThere();
        if (onTheirWay.size() == ahead) {
            deliverNext();
        }
        var queued = new QueuedWindow(window, listener);
        queue.put(waiting, queued);
        onTheirWay.add(queued.answer());
    }

    @Override
    public void finish() {
        while (!onTheirWay.isEmpty()) {
            deliverNext();
        }
    }

    @Override
    public void close() {
        queue.forget(waiting);
        onTheirWay.clear();
    }

    private void deliverWhatIsThere() {
        while (!onTheirWay.isEmpty() && onTheirWay.element().isDone()) {
            deliverNext();
        }
    }

    private void deliverNext() {
        try {
            CompletableFuture<Scores> next = onTheirWay.remove();
            sink.accept(next.get(budget.timeLeft().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            budget.check();
            throw new IllegalStateException("a budget ran out of time and has time left", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BudgetException.Cancelled();
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException("scoring failed", failure);
    }
}
