package io.otolex.model.inference;

/**
 * What the model says of one window.
 *
 * <p>Arrays are handed over, not copied.
 *
 * @param logits one per class, before the sigmoid
 * @param embedding the scene embedding, after the last LayerNorm
 */
public record Scores(float[] logits, float[] embedding) {

    /** The sigmoid of a logit: the score of a class, in (0, 1). Not a calibrated probability. */
    public static float score(float logit) {
        return (float) (1 / (1 + Math.exp(-logit)));
    }
}
