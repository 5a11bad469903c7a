package io.otolex.model.program;

/**
 * A tensor of a running program.
 *
 * @param index of the operation that makes it
 * @param channels size of its last axis
 */
public record Value(int index, int channels) {}
