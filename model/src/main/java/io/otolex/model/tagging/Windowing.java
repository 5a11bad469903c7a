package io.otolex.model.tagging;

import io.otolex.audio.Excerpt;

/**
 * What of a recording is scored.
 *
 * @param windowSeconds the length of one window. The models were trained on 10 s; shorter windows tell times more finely
 *     and classes less well
 * @param hopSeconds from the start of one window to the start of the next, at most a window
 * @param excerpt the part of the recording that is decoded at all
 */
public record Windowing(double windowSeconds, double hopSeconds, Excerpt excerpt) {

    /** Windows of 10 s side by side over all of it. */
    public static final Windowing DEFAULT = new Windowing(10, 10, Excerpt.WHOLE);

    public Windowing {
        if (!(windowSeconds > 0 && Double.isFinite(windowSeconds))) {
            throw new IllegalArgumentException("windowSeconds must be positive, was " + windowSeconds);
        }
        if (!(hopSeconds > 0 && hopSeconds <= windowSeconds)) {
            throw new IllegalArgumentException("hopSeconds must be positive and at most a window, was " + hopSeconds);
        }
    }
}
