package io.otolex.model.tagging;

import io.otolex.model.labels.Label;
import java.util.Set;

/**
 * Which labels may be in an answer. What is left out was scored all the same, and counts for the classes above it.
 *
 * @param only these; empty for all
 * @param except these
 */
public record LabelFilter(Set<Label> only, Set<Label> except) {

    public static final LabelFilter ALL = new LabelFilter(Set.of(), Set.of());

    public LabelFilter {
        only = Set.copyOf(only);
        except = Set.copyOf(except);
        for (Label label : only) {
            if (except.contains(label)) {
                throw new IllegalArgumentException(label.name() + " is both asked for and excluded");
            }
        }
    }

    boolean lets(Label label) {
        return (only.isEmpty() || only.contains(label)) && !except.contains(label);
    }
}
