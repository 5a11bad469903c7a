package io.otolex.model.inference;

import io.otolex.audio.LogMel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scores the windows of all requests, in batches that they share, on one or several devices. */
public final class Batcher implements Tagger, AutoCloseable {

    /*
     * Requests --lanes--> WindowQueue --batches--> workers, one thread for each tagger
     *
     * Which window is next, the queue decides. A worker takes what is there as soon as its device is idle (unless
     * maxDelay lets it wait); while the device works, the next batch gathers.
     *
     * Every window that came into the queue is answered exactly once: with its scores, with the reason for which its
     * request ended, or with the failure of the device. A batch that fails is tried again in halves, so that a window
     * which cannot be scored takes none of its neighbours along; when it failed for want of memory, that is also learnt.
     */

    private static final Logger LOG = LoggerFactory.getLogger(Batcher.class);

    private final BatchListener listener;
    private final WindowQueue queue;
    private final List<Thread> workers = new ArrayList<>();
    private volatile int maxBatch;

    /** @param devices taggers that each score one batch at a time, side by side; closing them stays with the caller */
    public Batcher(List<? extends Tagger> devices, BatchSettings settings, BatchListener listener) {
        this.listener = listener;
        this.maxBatch = Math.max(1, settings.maxBatch());
        this.queue = new WindowQueue(settings.maxDelay(), listener);
        for (Tagger device : devices) {
            var worker = new Thread(() -> work(device), "batcher-" + workers.size());
            worker.setDaemon(true);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
    }

    /** Batches that can be scored at once. */
    public int workers() {
        return workers.size();
    }

    /** The most windows in a batch, as learnt so far. */
    public int maxBatch() {
        return maxBatch;
    }

    /** Windows that wait for a device. */
    public int waitingWindows() {
        return queue.size();
    }

    /** How long the window has waited that waits longest; zero if none does. */
    public Duration oldestAge() {
        return queue.oldestAge();
    }

    @Override
    public List<Scores> score(List<LogMel> windows) {
        var scores = new ArrayList<Scores>(windows.size());
        try (Lane lane = lane(Budget.unlimited(), Math.max(1, windows.size()), scores::add)) {
            windows.forEach(lane::add);
            lane.finish();
        }
        return scores;
    }

    @Override
    public Lane lane(Budget budget, int ahead, Consumer<Scores> sink) {
        return new SharedLane(queue, listener.ofRequest(), budget, ahead, sink);
    }

    /** Answers what is queued, then ends. */
    @Override
    public void close() {
        queue.close();
        workers.forEach(Batcher::join);
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Tagger device) {
        List<QueuedWindow> batch = queue.take(maxBatch);
        while (!batch.isEmpty()) {
            answer(device, batch);
            batch = queue.take(maxBatch);
        }
    }

    private void answer(Tagger device, List<QueuedWindow> batch) {
        try {
            List<Scores> scores = timed(device, batch);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).scored(scores.get(i));
            }
        } catch (Throwable failure) { // errors too: an unanswered window holds its request for ever
            afterFailure(device, batch, failure);
        }
    }

    private List<Scores> timed(Tagger device, List<QueuedWindow> batch) {
        long start = System.nanoTime();
        List<Scores> scores =
                device.score(batch.stream().map(QueuedWindow::logMel).toList());
        if (scores.size() != batch.size()) {
            throw new IllegalStateException(scores.size() + " scores for " + batch.size() + " windows");
        }
        listener.scored(batch.size(), maxBatch, System.nanoTime() - start);
        return scores;
    }

    private void afterFailure(Tagger device, List<QueuedWindow> batch, Throwable failure) {
        if (batch.size() == 1) {
            batch.get(0).failed(failure);
            return;
        }
        int half = batch.size() / 2;
        if (failure instanceof DeviceMemoryException) {
            learn(half);
        } else {
            LOG.warn("a batch of {} windows failed and is tried in halves: {}", batch.size(), failure.toString());
        }
        answer(device, batch.subList(0, half));
        answer(device, batch.subList(half, batch.size()));
    }

    private synchronized void learn(int limit) {
        if (limit < maxBatch) {
            maxBatch = limit;
            LOG.warn("the device's memory is too small: batches have at most {} windows from now on", limit);
            listener.outOfMemory(limit);
        }
    }
}
