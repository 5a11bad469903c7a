package io.otolex.model.inference;

import io.otolex.audio.LogMel;
import java.util.List;

/** Scores windows. Thread-safe; answers in the order of the windows. */
@FunctionalInterface
public interface Tagger {

    /** One {@link Scores} for each window; all windows have the front end's shape. */
    List<Scores> score(List<LogMel> windows);
}
