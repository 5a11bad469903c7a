package io.otolex.service.options;

import io.otolex.model.labels.Ontology;
import io.otolex.model.tagging.Thresholds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The sets of thresholds of this service, by name. */
public final class ThresholdSets {

    public static final ThresholdSets NONE = new ThresholdSets(Map.of());

    private final Map<String, Thresholds> byName;

    private ThresholdSets(Map<String, Thresholds> byName) {
        this.byName = byName;
    }

    /** @throws IllegalArgumentException if a set names a label that does not exist */
    static ThresholdSets of(Map<String, TaggingSettings.ThresholdSet> settings, Ontology ontology) {
        var sets = new HashMap<String, Thresholds>();
        settings.forEach((name, set) -> sets.put(name, set.thresholds(name, ontology)));
        return new ThresholdSets(sets);
    }

    Optional<Thresholds> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<String> names() {
        return List.copyOf(new TreeSet<>(byName.keySet()));
    }
}
