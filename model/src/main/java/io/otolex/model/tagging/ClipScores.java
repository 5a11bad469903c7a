package io.otolex.model.tagging;

import java.util.Arrays;

/** The scores of a recording, from those of its windows. Not thread-safe. */
abstract sealed class ClipScores {

    private int windows;

    static ClipScores of(Aggregate aggregate, int classes) {
        return aggregate == Aggregate.MAX ? new Best(classes) : new Mean(classes);
    }

    final void add(float[] logits) {
        take(logits);
        windows++;
    }

    final int windows() {
        return windows;
    }

    abstract void take(float[] logits);

    /** One for each class; call it after the first window. */
    abstract float[] logits();

    /**
     * Over logits, which order exactly as their scores do but keep apart what the sigmoid rounds to 1.
     */
    private static final class Best extends ClipScores {
        private final float[] best;

        Best(int classes) {
            best = new float[classes];
            Arrays.fill(best, Float.NEGATIVE_INFINITY);
        }

        @Override
        void take(float[] logits) {
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.max(best[i], logits[i]);
            }
        }

        @Override
        float[] logits() {
            return best;
        }
    }

    /** Over scores: the mean of logits would let one very sure window decide. */
    private static final class Mean extends ClipScores {

        /** Beyond, a sigmoid in double precision is 1, and its logit would be infinite. */
        private static final double MOST = 36;

        private final double[] sums;

        Mean(int classes) {
            sums = new double[classes];
        }

        @Override
        void take(float[] logits) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += 1 / (1 + Math.exp(-Math.min(logits[i], MOST)));
            }
        }

        @Override
        float[] logits() {
            float[] logits = new float[sums.length];
            for (int i = 0; i < logits.length; i++) {
                double score = sums[i] / windows();
                logits[i] = (float) Math.log(score / (1 - score));
            }
            return logits;
        }
    }
}
