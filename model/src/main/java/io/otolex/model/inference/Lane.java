package io.otolex.model.inference;

import io.otolex.audio.LogMel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The way of one request's windows through a tagger.
 *
 * <p>Used by one thread, which gives windows in and is given their scores, in the same order, while it gives or
 * finishes. A lane that is closed before it is finished forgets the windows that wait.
 */
public interface Lane extends AutoCloseable {

    /**
     * Gives a window in; waits while too many of this lane are on their way.
     *
     * @throws BudgetException if the request is to end
     */
    void add(LogMel window);

    /** Waits for the scores of all windows that were given in. */
    void finish();

    @Override
    void close();

    /** A lane to a tagger that knows no requests: so many windows at a time. */
    static Lane inGroups(Tagger tagger, Budget budget, int windows, Consumer<Scores> sink) {
        return new Lane() {
            private final List<LogMel> group = new ArrayList<>(windows);

            @Override
            public void add(LogMel window) {
                group.add(window);
                if (group.size() == windows) {
                    finish();
                }
            }

            @Override
            public void finish() {
                if (!group.isEmpty()) {
                    budget.check();
                    tagger.score(List.copyOf(group)).forEach(sink);
                    group.clear();
                }
            }

            @Override
            public void close() {
                group.clear();
            }
        };
    }
}
