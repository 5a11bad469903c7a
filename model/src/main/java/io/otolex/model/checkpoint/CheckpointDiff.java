package io.otolex.model.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything in which a checkpoint differs from the network it should fill.
 *
 * @param missing names with the shapes the network wants
 * @param extra names that the network does not know
 * @param misshapen names with both shapes
 */
public record CheckpointDiff(List<String> missing, List<String> extra, List<String> misshapen) {

    public static CheckpointDiff between(Map<String, Shape> network, Map<String, Shape> checkpoint) {
        var diff = new CheckpointDiff(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        network.forEach((name, wanted) -> {
            Shape found = checkpoint.get(name);
            if (found == null) {
                diff.missing.add(name + " " + wanted);
            } else if (!found.equals(wanted)) {
                diff.misshapen.add(name + ": checkpoint " + found + ", network " + wanted);
            }
        });
        checkpoint.keySet().stream()
                .filter(name -> !network.containsKey(name))
                .map(name -> name + " " + checkpoint.get(name))
                .forEach(diff.extra::add);
        return diff;
    }

    public boolean isEmpty() {
        return missing.isEmpty() && extra.isEmpty() && misshapen.isEmpty();
    }

    public void orThrow() throws CheckpointException {
        if (!isEmpty()) {
            throw new CheckpointException("the checkpoint does not fit the network:" + this);
        }
    }

    @Override
    public String toString() {
        return section("missing", missing) + section("extra", extra) + section("misshapen", misshapen);
    }

    private static String section(String title, List<String> lines) {
        return lines.isEmpty() ? "" : "\n  " + title + "\n    " + String.join("\n    ", lines);
    }
}
