package io.otolex.model.tagging;

/** Told how long the parts of the work took that only the pipeline sees. */
@FunctionalInterface
public interface StageListener {

    /** Parts of the work. */
    enum Stage {
        /** The log-mel of one window. */
        MEL,
        /** From the last scores of a recording to its tags. */
        POST
    }

    StageListener NONE = (stage, nanos) -> {};

    void took(Stage stage, long nanos);
}
