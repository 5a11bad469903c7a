package io.otolex.model.inference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one request may still cost: time until its deadline, audio for as long as somebody allows it. Thread-safe. */
public final class Budget {

    /*
     * A request is worth its cost only while somebody waits for the answer. Whoever works on it asks before each step
     * that costs something: a window's decoding, its place in a batch. Nobody is interrupted; the next question ends it.
     */

    private static final Duration FOR_EVER = Duration.ofDays(365);

    /** Decides about audio as its length becomes known, and refuses by throwing. */
    @FunctionalInterface
    public interface AudioLimit {
        /** Allows the request {@code seconds} of audio in all, counted from its start. */
        void allow(double seconds);

        /** Hears how long the recording is in all, as soon as that is known; the last word counts. */
        default void expect(double seconds) {}
    }

    private final long startNanos = System.nanoTime();
    private final Duration time;
    private final AudioLimit audio;
    private final List<Runnable> reactions = new ArrayList<>();
    private volatile boolean cancelled;

    private Budget(Duration time, AudioLimit audio) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time must not be negative, was " + time);
        }
        this.time = time.compareTo(FOR_EVER) < 0 ? time : FOR_EVER;
        this.audio = audio;
    }

    /** No deadline and no limit; can still be cancelled. */
    public static Budget unlimited() {
        return of(FOR_EVER, seconds -> {});
    }

    /** So much time from now on. */
    public static Budget of(Duration time, AudioLimit audio) {
        return new Budget(time, audio);
    }

    /** Ends the work at its next step. */
    public synchronized void cancel() {
        if (!cancelled) {
            cancelled = true;
            reactions.forEach(Runnable::run);
        }
    }

    /** Runs {@code reaction}, which must be short, at the cancellation, on its thread, or now if that has been. */
    public synchronized void onCancel(Runnable reaction) {
        if (cancelled) {
            reaction.run();
        } else {
            reactions.add(reaction);
        }
    }

    /** Zero once the deadline has passed. */
    public Duration timeLeft() {
        Duration left = time.minusNanos(System.nanoTime() - startNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether any more work would be in vain. */
    public boolean isSpent() {
        return cancelled || timeLeft().isZero();
    }

    /** Throws if the work is to end. */
    public void check() {
        if (cancelled) {
            throw new BudgetException.Cancelled();
        }
        if (timeLeft().isZero()) {
            throw new BudgetException.Expired(time);
        }
    }

    /**
     * Asks for so much audio in all; throws if the work is to end or the limit refuses it.
     *
     * @param seconds counted from the start of the recording
     */
    public void useAudio(double seconds) {
        check();
        audio.allow(seconds);
    }

    /** Tells the limit how many seconds the recording has in all. */
    public void expectAudio(double seconds) {
        audio.expect(seconds);
    }
}
