package io.otolex.service.admission;

import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets so many recordings in at once, so many wait, and sends the rest away at once. */
public final class Admission {

    /*
     * A place is a worker's or a waiter's. Whoever finds none is refused without waiting, so that threads stay free to
     * say so; whoever has one waits for a worker, in the order of arrival, but not for ever.
     */

    private final Semaphore places;
    private final Semaphore workers;
    private final Duration maxWait;

    Admission(int workers, int waiting, Duration maxWait) {
        this.places = new Semaphore(workers + waiting);
        this.workers = new Semaphore(workers, true);
        this.maxWait = maxWait;
    }

    /** What is done once there is room. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Waits for a turn and takes it; refuses with a problem when there is none to be had. */
    public <T, E extends Exception> T admit(Work<T, E> work) throws E {
        if (!places.tryAcquire()) {
            throw refusal("Too many recordings are waiting already");
        }
        try {
            return inTurn(work);
        } finally {
            places.release();
        }
    }

    private <T, E extends Exception> T inTurn(Work<T, E> work) throws E {
        if (!becomesWorker()) {
            throw refusal("The recording waited " + maxWait.toSeconds() + " s for its turn");
        }
        try {
            return work.run();
        } finally {
            workers.release();
        }
    }

    private boolean becomesWorker() {
        try {
            return workers.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ProblemException refusal(String why) {
        return Problem.overloaded(why + "; come back later.", maxWait).asException();
    }
}
