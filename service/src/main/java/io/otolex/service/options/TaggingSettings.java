package io.otolex.service.options;

import io.otolex.model.labels.Ontology;
import io.otolex.model.tagging.Thresholds;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How recordings are tagged.
 *
 * @param thresholdSets by the name that requests ask for. A set belongs to the model that it was made for: scores of
 *     another model mean something else
 */
@Validated
@ConfigurationProperties("otolex.tagging")
public record TaggingSettings(@DefaultValue Map<String, ThresholdSet> thresholdSets) {

    public TaggingSettings {
        thresholdSets = Map.copyOf(thresholdSets);
    }

    /**
     * From which score on each class counts as heard.
     *
     * @param version told in the answer with the name, so that a change can be seen
     * @param otherwise for classes that are not listed
     * @param classes with a threshold of their own
     */
    public record ThresholdSet(
            @NotBlank String version,

            @DefaultValue("0.5") @DecimalMin("0") @DecimalMax("1")
            float otherwise,

            @DefaultValue List<ClassThreshold> classes) {

        Thresholds thresholds(String name, Ontology ontology) {
            var byId = new HashMap<String, Float>();
            for (ClassThreshold one : classes) {
                byId.put(one.id(ontology), one.threshold());
            }
            return new Thresholds(Optional.of(name + "@" + version), otherwise, byId);
        }
    }

    /**
     * The threshold of one class.
     *
     * @param label an id or a display name
     */
    public record ClassThreshold(
            @NotBlank String label,
            @DecimalMin("0") @DecimalMax("1") float threshold) {

        String id(Ontology ontology) {
            return ontology.find(label)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "otolex.tagging.threshold-sets has a label that does not exist: " + label))
                    .id();
        }
    }
}
