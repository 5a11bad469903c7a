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

    /** Names are the network's; where the file has another for a tensor, that one comes first. */
    public static CheckpointDiff between(Map<String, Shape> network, Map<String, KeyLayout.Named> checkpoint) {
        var diff = new CheckpointDiff(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        network.forEach((name, wanted) -> {
            KeyLayout.Named found = checkpoint.get(name);
            if (found == null) {
                diff.missing.add(name + " " + wanted);
            } else if (!found.tensor().shape().equals(wanted)) {
                diff.misshapen.add(called(name, found.original()) + ": checkpoint "
                        + found.tensor().shape() + ", network " + wanted);
            }
        });
        checkpoint.forEach((name, found) -> {
            if (!network.containsKey(name)) {
                diff.extra.add(found.original() + " " + found.tensor().shape());
            }
        });
        return diff;
    }

    private static String called(String name, String original) {
        return original.equals(name) ? name : original + " (here " + name + ")";
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
