package io.otolex.model.tagging;

/** Told after each window how far the tagging of a recording is. */
@FunctionalInterface
public interface Progress {

    Progress NONE = seconds -> {};

    /** So much of the recording has been scored, counted from its start, in seconds. */
    void scored(double secondsOfAudio);

    /** A window of the timeline, as soon as it is scored; only if a timeline was asked for. */
    default void tagged(TaggedWindow window) {}
}
