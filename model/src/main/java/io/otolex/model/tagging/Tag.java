package io.otolex.model.tagging;

import io.otolex.model.labels.Label;

/**
 * A named sound with its score.
 *
 * @param label which class
 * @param score in (0, 1), not a calibrated probability
 */
public record Tag(Label label, float score) {}
