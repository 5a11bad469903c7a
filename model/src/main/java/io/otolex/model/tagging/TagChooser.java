package io.otolex.model.tagging;

import io.otolex.model.labels.Label;
import io.otolex.model.labels.Ontology;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes tags of logits, as a {@link Choice} says. */
final class TagChooser {

    /*
     * In this order: roll up, filter, threshold, sort, cut, collapse. Filters come after rolling up, so that
     * "labels=Vehicle, rollup=max" hears every vehicle. Collapsing comes last and is not refilled: what goes is implied
     * by what stays, and a tag that was not among the best before is not made so by that.
     */

    private static final Comparator<Tag> BEST_FIRST =
            Comparator.comparingDouble((Tag tag) -> -tag.logit()); // logits order as scores do, and have no ties at 1

    private final Ontology ontology;
    private final Choice choice;

    TagChooser(Ontology ontology, Choice choice) {
        this.ontology = ontology;
        this.choice = choice;
    }

    /** Best first; classes with equal logits in the order of the table. */
    List<Tag> tags(float[] logits) {
        float[] values = choice.rollup() == Rollup.MAX ? ontology.rolledUp(logits) : logits;
        List<Tag> tags = IntStream.range(0, values.length)
                .filter(position -> values[position] > Float.NEGATIVE_INFINITY)
                .filter(position -> choice.labels().lets(ontology.get(position)))
                .mapToObj(position -> Tag.of(ontology.get(position), values[position]))
                .filter(choice.thresholds()::isReachedBy)
                .sorted(BEST_FIRST)
                .limit(choice.topK())
                .toList();
        return choice.collapse() ? mostSpecific(tags) : tags;
    }

    private List<Tag> mostSpecific(List<Tag> tags) {
        Set<Label> implied = new HashSet<>();
        tags.forEach(tag -> implied.addAll(ontology.ancestors(tag.label())));
        return tags.stream().filter(tag -> !implied.contains(tag.label())).toList();
    }
}
