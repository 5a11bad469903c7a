package io.otolex.model.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds labels by what people write: an id or a display name, in any case. */
final class LabelNames {

    /** Longer words than any name are not compared letter by letter. */
    private static final int LONGEST_COMPARED = 80;

    private final List<Label> labels;
    private final Map<String, Label> byName = new HashMap<>();
    private final int mostCommas;

    LabelNames(List<Label> labels) {
        this.labels = labels;
        labels.forEach(label -> byName.put(normal(label.name()), label));
        labels.forEach(label -> byName.put(normal(label.id()), label));
        this.mostCommas = labels.stream()
                .mapToInt(label ->
                        (int) label.name().chars().filter(c -> c == ',').count())
                .max()
                .orElse(0);
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    Optional<Label> find(String idOrName) {
        return Optional.ofNullable(byName.get(normal(idOrName)));
    }

    /**
     * The labels of a list with commas. Names have commas themselves ({@code Cattle, bovinae}), so that at each place
     * the longest stretch that is a name is taken.
     */
    List<Label> list(String list) throws UnknownLabelException {
        String[] pieces = list.split(",", -1);
        List<Label> found = new ArrayList<>();
        for (int from = 0; from < pieces.length; ) {
            int to = Math.min(pieces.length, from + 1 + mostCommas);
            Optional<Label> label = find(joined(pieces, from, to));
            while (label.isEmpty() && to > from + 1) {
                label = find(joined(pieces, from, --to));
            }
            String unknown = pieces[from];
            found.add(label.orElseThrow(() -> new UnknownLabelException(shortened(unknown), nearest(unknown))));
            from = to;
        }
        return found;
    }

    private static String joined(String[] pieces, int from, int to) {
        return String.join(",", Arrays.copyOfRange(pieces, from, to));
    }

    private static String shortened(String name) {
        String word = name.strip();
        return word.length() <= LONGEST_COMPARED ? word : word.substring(0, LONGEST_COMPARED) + "…";
    }

    private Label nearest(String name) {
        String wanted = normal(shortened(name));
        return labels.stream()
                .min(Comparator.comparingInt(label -> distance(wanted, label)))
                .orElseThrow();
    }

    /** To the id, to the name, or to the part of the name before its first comma. */
    private static int distance(String wanted, Label label) {
        String name = normal(label.name());
        int toName = EditDistance.between(wanted, name);
        int toHead = EditDistance.between(wanted, name.split(",", 2)[0]);
        return Math.min(EditDistance.between(wanted, label.id()), Math.min(toName, toHead));
    }
}
