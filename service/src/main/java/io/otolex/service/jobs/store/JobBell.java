package io.otolex.service.jobs.store;

import java.time.Duration;

/** Rung when something has happened to any job on this replica, so that nobody looks at the rows in vain. Thread-safe. */
final class JobBell {

    private long rung;

    synchronized void ring() {
        rung++;
        notifyAll();
    }

    /** How often it was rung. */
    synchronized long rung() {
        return rung;
    }

    /**
     * Waits until it is rung once more than {@code heard} times, or for so long. Whoever counts before looking at the
     * rows misses nothing that happens meanwhile.
     */
    synchronized void await(long heard, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis(); rung == heard && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
