package io.otolex.service.labels;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.otolex.model.labels.Label;
import io.otolex.model.labels.Ontology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class with all below it. A class with several parents hangs under each of them. */
@JsonInclude(Include.NON_NULL)
record LabelTree(String id, String label, @Nullable Integer index, List<LabelTree> children) {

    static LabelTree of(Label label, Ontology ontology) {
        return new LabelTree(
                label.id(),
                label.name(),
                label.isScored() ? label.index() : null,
                ontology.children(label).stream()
                        .map(child -> of(child, ontology))
                        .toList());
    }
}
