package io.otolex.service.jobs.store;

import java.util.OptionalDouble;

/**
 * How much of a recording has been scored.
 *
 * @param scoredSeconds of audio
 * @param durationSeconds of all of it, as soon as that is known
 */
public record JobProgress(double scoredSeconds, OptionalDouble durationSeconds) {

    public static final JobProgress NONE = new JobProgress(0, OptionalDouble.empty());

    /** In [0, 1]; empty while the duration is not known. */
    public OptionalDouble fraction() {
        if (durationSeconds.isEmpty() || durationSeconds.getAsDouble() <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.min(1, scoredSeconds / durationSeconds.getAsDouble()));
    }
}
