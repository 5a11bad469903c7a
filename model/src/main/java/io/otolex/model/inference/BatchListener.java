package io.otolex.model.inference;

/** Told what a {@link Batcher} does, on its worker's threads; must be quick. */
public interface BatchListener {

    BatchListener NONE = new BatchListener() {};

    /** Who is to hear of one request's windows; asked on the request's own thread, when its lane is opened. */
    default WindowListener ofRequest() {
        return WindowListener.NONE;
    }

    /** A window left the queue for a batch. */
    default void queued(long nanos) {}

    /**
     * A batch was scored.
     *
     * @param windows in it
     * @param limit the most that were possible
     */
    default void scored(int windows, int limit, long nanos) {}

    /** Windows were dropped before they cost anything: their request was over. */
    default void dropped(int windows) {}

    /** A batch did not fit into a device's memory; from now on there are at most {@code limit} windows in one. */
    default void outOfMemory(int limit) {}
}
