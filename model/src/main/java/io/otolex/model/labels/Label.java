package io.otolex.model.labels;

/**
 * One AudioSet class.
 *
 * @param index position in the model's output
 * @param id AudioSet's machine id, such as {@code /m/09x0r}
 * @param name AudioSet's display name, such as {@code Speech}
 */
public record Label(int index, String id, String name) {}
