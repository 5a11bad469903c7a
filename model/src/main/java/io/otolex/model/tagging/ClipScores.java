package io.otolex.model.tagging;

import io.otolex.model.inference.Scores;
import io.otolex.model.labels.Labels;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The best score of each class over the windows of one recording. Not thread-safe. */
final class ClipScores {

    /*
     * Maximum, not mean: a dog that barks once in an hour was there. The maximum is taken over logits, which order
     * exactly as their scores do but keep apart what the sigmoid rounds to 1.
     */

    private final float[] best;
    private int windows;

    ClipScores(int classes) {
        best = new float[classes];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
    }

    void add(Scores window) {
        for (int i = 0; i < best.length; i++) {
            best[i] = Math.max(best[i], window.logits()[i]);
        }
        windows++;
    }

    int windows() {
        return windows;
    }

    /** Best first; classes with equal logits in the order of the table. */
    List<Tag> tags(Labels labels, TagOptions options) {
        return IntStream.range(0, best.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -best[i]))
                .limit(options.topK())
                .map(i -> new Tag(labels.get(i), Scores.score(best[i])))
                .filter(tag -> tag.score() >= options.threshold())
                .toList();
    }
}
