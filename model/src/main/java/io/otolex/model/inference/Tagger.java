package io.otolex.model.inference;

import io.otolex.audio.LogMel;
import java.util.List;
import java.util.function.Consumer;

/** Scores windows. Thread-safe; answers in the order of the windows. */
@FunctionalInterface
public interface Tagger {

    /** One {@link Scores} for each window; all windows have the front end's shape. */
    List<Scores> score(List<LogMel> windows);

    /**
     * A lane for one request, whose windows share batches with others' where the tagger can do that.
     *
     * @param budget asked before each step
     * @param ahead windows of this request that are on their way at once; each holds its log-mel
     * @param sink given the scores in order, on the thread that uses the lane
     */
    default Lane lane(Budget budget, int ahead, Consumer<Scores> sink) {
        return Lane.inGroups(this, budget, ahead, sink);
    }
}
