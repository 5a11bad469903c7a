package io.otolex.service.engine;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.Budget;
import io.otolex.model.inference.BudgetException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets so many recordings be decoded at once, long ones among themselves. */
public final class DecodingPlaces {

    /*
     * A recording keeps its decoder until its last window is decoded, and that waits for the model. A handful of long
     * ones would keep all the decoders there may be, and a short one would wait for an hour of audio: hence places of
     * their own. Nobody waits longer than its budget.
     */

    private static final double LONG_SECONDS = 60;

    /** What is done with a place. */
    @FunctionalInterface
    public interface Work<T> {
        T done() throws AudioDecodingException;
    }

    private final Semaphore shortPlaces;
    private final Semaphore longPlaces;

    DecodingPlaces(int shortPlaces, int longPlaces) {
        this.shortPlaces = new Semaphore(shortPlaces, true);
        this.longPlaces = new Semaphore(longPlaces, true);
    }

    /**
     * Waits for a place and works in it.
     *
     * @throws BudgetException if there is none before the budget is spent
     */
    public <T> T with(Path spool, Budget budget, Work<T> work) throws AudioDecodingException {
        RecordingSize size = RecordingSize.of(spool);
        if (size.exact()) {
            budget.expectAudio(size.seconds());
        }
        Semaphore places = size.seconds() > LONG_SECONDS ? longPlaces : shortPlaces;
        take(places, budget);
        try {
            return work.done();
        } finally {
            places.release();
        }
    }

    private static void take(Semaphore places, Budget budget) {
        try {
            if (!places.tryAcquire(budget.timeLeft().toNanos(), TimeUnit.NANOSECONDS)) {
                budget.check();
                throw new IllegalStateException("a budget ran out of time and has time left");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw BudgetException.cancelled();
        }
    }
}
