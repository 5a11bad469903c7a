package io.otolex.model.inference;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The windows that wait, and whose turn it is. Thread-safe. */
final class WindowQueue {

    /*
     * A ring of lanes that have windows. A batch is filled by going round: one window from each lane, then the next
     * from each. An hour of audio thus gets one place in a batch while a three-second clip wants one too, and the whole
     * batch when nobody else does. Where a round ended, the next batch goes on. Devices that
     * are idle together share what is there: two half batches side by side are done sooner than one whole batch.
     *
     * A lane whose request is over leaves its windows here; they are dropped when their turn comes, or when the lane
     * is closed, whichever is first, and never reach a device.
     */

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Waiting> ring = new ArrayDeque<>();
    private final long maxDelayNanos;
    private final BatchListener listener;
    private int size;
    private int idle; // workers in take()
    private boolean closed;

    /** One lane's windows, in order; in the ring exactly while it has any. */
    static final class Waiting {
        private final Budget budget;
        private final Deque<QueuedWindow> windows = new ArrayDeque<>();

        Waiting(Budget budget) {
            this.budget = budget;
        }
    }

    WindowQueue(Duration maxDelay, BatchListener listener) {
        this.maxDelayNanos = maxDelay.toNanos();
        this.listener = listener;
    }

    void put(Waiting lane, QueuedWindow window) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the batcher is closed");
            }
            if (lane.windows.isEmpty()) {
                ring.add(lane);
            }
            lane.windows.add(window);
            size++;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a lane's windows; whoever waited for them no longer does. */
    void forget(Waiting lane) {
        lock.lock();
        try {
            ring.remove(lane);
            drop(lane, new BudgetException.Cancelled());
        } finally {
            lock.unlock();
        }
    }

    /** At most {@code most} windows, as soon as there are any; none after {@link #close} and the last of them. */
    List<QueuedWindow> take(int most) {
        lock.lock();
        idle++;
        try {
            List<QueuedWindow> batch = List.of();
            while (batch.isEmpty() && awaitWindows(most)) {
                batch = round(Math.min(most, (size + idle - 1) / idle));
            }
            batch.forEach(this::leaves);
            return batch;
        } finally {
            idle--;
            lock.unlock();
        }
    }

    private void leaves(QueuedWindow window) {
        window.taken();
        listener.queued(window.ageNanos());
    }

    /** Waits for a window, then, if there is a delay, for company. False once closed and empty. */
    private boolean awaitWindows(int most) {
        while (size == 0) {
            if (closed) {
                return false;
            }
            arrived.awaitUninterruptibly();
        }
        while (size > 0 && size < most && !closed) {
            long left = maxDelayNanos - oldestNanos();
            if (left <= 0) {
                return true;
            }
            try {
                long unused = arrived.awaitNanos(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a worker", e);
            }
        }
        return true;
    }

    private List<QueuedWindow> round(int most) {
        var batch = new ArrayList<QueuedWindow>(most);
        int unsuitable = 0;
        while (batch.size() < most && unsuitable < ring.size()) {
            Waiting lane = ring.remove();
            if (lane.budget.isSpent()) {
                drop(lane, reason(lane.budget));
            } else if (batch.isEmpty() || lane.windows.element().suits(batch.get(0))) {
                batch.add(lane.windows.remove());
                size--;
                unsuitable = 0;
            } else {
                unsuitable++;
            }
            if (!lane.windows.isEmpty()) {
                ring.add(lane);
            }
        }
        return batch;
    }

    private static BudgetException reason(Budget budget) {
        try {
            budget.check();
        } catch (BudgetException reason) {
            return reason;
        }
        return new BudgetException.Cancelled();
    }

    private void drop(Waiting lane, BudgetException reason) {
        if (!lane.windows.isEmpty()) {
            listener.dropped(lane.windows.size());
            size -= lane.windows.size();
            lane.windows.forEach(window -> window.failed(reason));
            lane.windows.clear();
        }
    }

    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    Duration oldestAge() {
        lock.lock();
        try {
            return Duration.ofNanos(oldestNanos());
        } finally {
            lock.unlock();
        }
    }

    private long oldestNanos() {
        long oldest = 0;
        for (Iterator<Waiting> lanes = ring.iterator(); lanes.hasNext(); ) {
            oldest = Math.max(oldest, lanes.next().windows.element().ageNanos());
        }
        return oldest;
    }

    /** Takes no more windows; those that wait will still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
