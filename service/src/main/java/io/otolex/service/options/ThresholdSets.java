package io.otolex.service.options;

import io.otolex.model.labels.Ontology;
import io.otolex.model.tagging.Thresholds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

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

    /**
     * The sets of a service's own configuration, for those who have no service.
     *
     * @param config a YAML file; what else is in it plays no part
     * @throws IOException if it cannot be read
     * @throws RuntimeException if it is no YAML, or a set in it is not right
     */
    public static ThresholdSets in(Path config, Ontology ontology) throws IOException {
        var sources = new YamlPropertySourceLoader().load(config.toString(), new FileSystemResource(config));
        TaggingSettings settings = new Binder(ConfigurationPropertySources.from(sources))
                .bindOrCreate("otolex.tagging", TaggingSettings.class);
        return of(settings.thresholdSets(), ontology);
    }

    Optional<Thresholds> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<String> names() {
        return List.copyOf(new TreeSet<>(byName.keySet()));
    }
}
