package io.otolex.audio;

/**
 * The part of a recording that is wanted; nothing else is decoded.
 *
 * @param startSeconds from the start of the recording
 * @param endSeconds from the start of the recording; infinite for its end
 */
public record Excerpt(double startSeconds, double endSeconds) {

    public static final Excerpt WHOLE = new Excerpt(0, Double.POSITIVE_INFINITY);

    public Excerpt {
        if (!(startSeconds >= 0 && Double.isFinite(startSeconds))) {
            throw new IllegalArgumentException("startSeconds must be at least 0, was " + startSeconds);
        }
        if (!(endSeconds > startSeconds)) {
            throw new IllegalArgumentException("endSeconds must be after the start, was " + endSeconds);
        }
    }

    public boolean isWhole() {
        return equals(WHOLE);
    }

    /** Whether more was wanted than the so many seconds that there were. */
    public boolean isOpenAfter(double seconds) {
        return seconds < seconds() - 0.001; // decoders count whole samples
    }

    public double seconds() {
        return endSeconds - startSeconds;
    }
}
