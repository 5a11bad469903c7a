package io.otolex.model.labels;

/**
 * One AudioSet class.
 *
 * @param index position in the model's output, or {@link #NOT_SCORED} for a group that only the ontology knows
 * @param id AudioSet's machine id, such as {@code /m/09x0r}
 * @param name AudioSet's display name, such as {@code Speech}
 */
public record Label(int index, String id, String name) {

    /** The index of a class that no output of the model stands for, such as {@code Human voice}. */
    public static final int NOT_SCORED = -1;

    public boolean isScored() {
        return index != NOT_SCORED;
    }
}
