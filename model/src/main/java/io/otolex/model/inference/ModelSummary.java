package io.otolex.model.inference;

/**
 * What {@code model info} and {@code model import} print.
 *
 * @param model name, digest, architecture, parameters, precision
 * @param gigaMacs multiply-accumulates for one window of the front end, in 10^9
 */
public record ModelSummary(ModelDescription model, double gigaMacs) {}
