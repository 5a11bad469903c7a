package io.otolex.model.tagging;

/**
 * Which of all the scores become tags.
 *
 * @param topK at most this many, best first
 * @param thresholds no tag below its class's
 * @param labels only these
 * @param rollup whether classes inherit the scores of those below them
 * @param collapse whether a tag goes when a class below it is a tag too
 */
public record Choice(int topK, Thresholds thresholds, LabelFilter labels, Rollup rollup, boolean collapse) {

    /** The ten best. */
    public static final Choice DEFAULT = of(10, 0);

    public Choice {
        if (topK < 1) {
            throw new IllegalArgumentException("topK must be at least 1, was " + topK);
        }
    }

    public static Choice of(int topK, float threshold) {
        return new Choice(topK, Thresholds.of(threshold), LabelFilter.ALL, Rollup.NONE, false);
    }
}
