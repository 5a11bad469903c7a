package io.otolex.model.program;

/**
 * A tensor of a running program.
 *
 * @param index of the operation that makes it
 */
public record Value(int index) {}
