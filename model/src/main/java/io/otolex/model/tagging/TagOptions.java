package io.otolex.model.tagging;

/**
 * Which tags a caller wants to see.
 *
 * @param topK at most this many, best first
 * @param threshold no tag below this score, in [0, 1]
 */
public record TagOptions(int topK, float threshold) {

    public static final TagOptions DEFAULT = new TagOptions(10, 0);

    public TagOptions {
        if (topK < 1) {
            throw new IllegalArgumentException("topK must be at least 1, was " + topK);
        }
        if (!(0 <= threshold && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be in [0, 1], was " + threshold);
        }
    }
}
