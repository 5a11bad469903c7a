package io.otolex.service.labels;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.otolex.model.inference.SupportedClasses;
import io.otolex.model.labels.Label;
import io.otolex.model.labels.Ontology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One class of the ontology.
 *
 * @param index the model's output; null for a group that no model scores
 * @param supported whether the model's training data had evidence for it; null for such a group
 * @param parents ids
 * @param children ids
 * @param ancestors ids, on each path from a root down to a parent
 */
@JsonInclude(Include.NON_NULL)
record LabelAnswer(
        String id,
        String label,
        @Nullable Integer index,
        @Nullable Boolean supported,
        List<String> parents,
        List<String> children,
        List<List<String>> ancestors) {

    static LabelAnswer of(Label label, Ontology ontology, SupportedClasses supported) {
        return new LabelAnswer(
                label.id(),
                label.name(),
                label.isScored() ? label.index() : null,
                label.isScored() ? supported.contains(label.index()) : null,
                ids(ontology.parents(label)),
                ids(ontology.children(label)),
                ontology.paths(label).stream().map(LabelAnswer::ids).toList());
    }

    private static List<String> ids(List<Label> labels) {
        return labels.stream().map(Label::id).toList();
    }
}
