package io.otolex.model.inference;

import java.util.Optional;

/**
 * What {@code model info} and {@code model import} print.
 *
 * @param model name, digest, architecture, parameters, precision
 * @param gigaMacs multiply-accumulates for one window of the front end, in 10^9
 * @param assumption what the checkpoint leaves open and was taken for granted
 */
public record ModelSummary(ModelDescription model, double gigaMacs, Optional<String> assumption) {}
