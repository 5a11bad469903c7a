package io.otolex.model.tagging;

import io.otolex.model.inference.Scores;
import io.otolex.model.labels.Label;

/**
 * A named sound with its score.
 *
 * @param label which class
 * @param score in (0, 1), not a calibrated probability
 * @param logit what the score is the sigmoid of; keeps apart what the sigmoid rounds to 1
 */
public record Tag(Label label, float score, float logit) {

    static Tag of(Label label, float logit) {
        return new Tag(label, Scores.score(logit), logit);
    }
}
