package io.otolex.model.tagging;

import io.otolex.model.labels.Label;
import java.util.Map;
import java.util.Optional;

/**
 * From which score on a class counts as heard.
 *
 * @param set the name and version of the set that these are, such as {@code quiet-home@3}; nothing for a single number
 * @param fallback for classes that have none of their own, in [0, 1]
 * @param byId for some classes, under AudioSet's ids, each in [0, 1]
 */
public record Thresholds(Optional<String> set, float fallback, Map<String, Float> byId) {

    public Thresholds {
        byId = Map.copyOf(byId);
        require(fallback);
        byId.values().forEach(Thresholds::require);
    }

    /** The same for every class. */
    public static Thresholds of(float threshold) {
        return new Thresholds(Optional.empty(), threshold, Map.of());
    }

    private static void require(float threshold) {
        if (!(0 <= threshold && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be in [0, 1], was " + threshold);
        }
    }

    public float of(Label label) {
        return byId.getOrDefault(label.id(), fallback);
    }

    boolean isReachedBy(Tag tag) {
        return tag.score() >= of(tag.label());
    }
}
