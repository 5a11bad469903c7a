package io.otolex.model.labels;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Which sound is a kind of which: AudioSet's hierarchy over the model's classes and the groups above them. Immutable. */
public final class Ontology {

    /*
     * A class has a position: the model's classes come first, each at its index, so that an array of scores is the
     * beginning of an array over the ontology; the groups that no model scores follow in the order of the table.
     *
     * The hierarchy is no tree. A class can have several parents (a church bell is a bell and a kind of ringing), and so
     * several paths from a root. There is no cycle, or no order of children before parents could be found.
     */

    private static final CSVFormat TABLE =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final List<Label> labels = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<List<Integer>> parents = new ArrayList<>();
    private final List<List<Integer>> children = new ArrayList<>();
    private final List<Integer> childrenFirst = new ArrayList<>();
    private final LabelNames names;

    private Ontology(Labels scored, List<CSVRecord> rows) {
        scored.all().forEach(this::put);
        rows.stream().filter(row -> !positions.containsKey(row.get("id"))).forEach(this::putGroup);
        rows.forEach(this::link);
        order();
        names = new LabelNames(labels);
    }

    /** AudioSet's, in its version of 632 classes. */
    public static Ontology audioSet() {
        try (Reader csv = new InputStreamReader(
                Objects.requireNonNull(Ontology.class.getResourceAsStream("ontology.csv")), StandardCharsets.UTF_8)) {
            return new Ontology(Labels.audioSet(), TABLE.parse(csv).getRecords());
        } catch (IOException e) {
            throw new UncheckedIOException("the ontology inside the jar cannot be read", e);
        }
    }

    private void put(Label label) {
        positions.put(label.id(), labels.size());
        labels.add(label);
        parents.add(new ArrayList<>());
        children.add(new ArrayList<>());
    }

    private void putGroup(CSVRecord row) {
        put(new Label(Label.NOT_SCORED, row.get("id"), row.get("name")));
    }

    private void link(CSVRecord row) {
        int child = position(row.get("id"));
        for (String parent : row.get("parents").split(" ", -1)) {
            if (!parent.isEmpty()) {
                parents.get(child).add(position(parent));
                children.get(position(parent)).add(child);
            }
        }
    }

    private void order() {
        var done = new HashSet<Integer>();
        for (int position = 0; position < labels.size(); position++) {
            visit(position, done, new HashSet<>());
        }
    }

    private void visit(int position, Set<Integer> done, Set<Integer> above) {
        if (!above.add(position)) {
            throw new IllegalArgumentException(labels.get(position) + " is above itself");
        }
        if (done.add(position)) {
            children.get(position).forEach(child -> visit(child, done, above));
            childrenFirst.add(position);
        }
        above.remove(position);
    }

    /** All classes; those of the model first, each at its index. */
    public List<Label> all() {
        return List.copyOf(labels);
    }

    public int size() {
        return labels.size();
    }

    public Label get(int position) {
        return labels.get(position);
    }

    /** By AudioSet's id or display name, in any case. */
    public Optional<Label> find(String idOrName) {
        return names.find(idOrName);
    }

    /**
     * The labels of a list with commas, each an id or a display name in any case. Commas that belong to a name
     * ({@code Cattle, bovinae}) may be written as they are.
     */
    public List<Label> findAll(String list) throws UnknownLabelException {
        return names.list(list);
    }

    /** The classes without a parent. */
    public List<Label> roots() {
        return labels.stream().filter(label -> parents(label).isEmpty()).toList();
    }

    public List<Label> parents(Label label) {
        return parents.get(position(label)).stream().map(labels::get).toList();
    }

    public List<Label> children(Label label) {
        return children.get(position(label)).stream().map(labels::get).toList();
    }

    /** Every class above this one, on whatever path. */
    public Set<Label> ancestors(Label label) {
        var found = new HashSet<Label>();
        parents(label).forEach(parent -> {
            found.add(parent);
            found.addAll(ancestors(parent));
        });
        return found;
    }

    /** All ways down to a class, each from its root to the parent. A root has none. */
    public List<List<Label>> paths(Label label) {
        return parents(label).stream().flatMap(this::pathsThrough).toList();
    }

    private Stream<List<Label>> pathsThrough(Label parent) {
        List<List<Label>> above = paths(parent);
        return above.isEmpty()
                ? Stream.of(List.of(parent))
                : above.stream().map(path -> Stream.concat(path.stream(), Stream.of(parent))
                        .toList());
    }

    /**
     * Gives every class the largest value of those below it, if that is more than its own.
     *
     * @param values one for each class of the model, by index
     * @return one for each class of the ontology, by position; negative infinity for groups with nothing below them
     */
    public float[] rolledUp(float[] values) {
        var all = new float[labels.size()];
        Arrays.fill(all, Float.NEGATIVE_INFINITY);
        System.arraycopy(values, 0, all, 0, values.length);
        for (int child : childrenFirst) {
            for (int parent : parents.get(child)) {
                all[parent] = Math.max(all[parent], all[child]);
            }
        }
        return all;
    }

    private int position(Label label) {
        return position(label.id());
    }

    private int position(String id) {
        return Objects.requireNonNull(positions.get(id), () -> id + " is not in the ontology");
    }
}
