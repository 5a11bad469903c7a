package io.otolex.model.tagging;

/** Told after each window how much of a recording has been scored. */
@FunctionalInterface
public interface Progress {

    Progress NONE = seconds -> {};

    void scored(double secondsOfAudio);
}
