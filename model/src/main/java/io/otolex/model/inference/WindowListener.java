package io.otolex.model.inference;

/** Told how the windows of one request fared, on the batcher's threads; must be quick. */
@FunctionalInterface
public interface WindowListener {

    WindowListener NONE = (queuedNanos, scoringNanos) -> {};

    /**
     * A window has just been scored.
     *
     * @param queuedNanos that it waited for a device
     * @param scoringNanos that its batch was on the device after that
     */
    void scored(long queuedNanos, long scoringNanos);
}
