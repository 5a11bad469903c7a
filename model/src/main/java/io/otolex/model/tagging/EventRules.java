package io.otolex.model.tagging;

/**
 * How the tags of windows become events.
 *
 * @param threshold no window counts for an event below this score, in [0, 1], whatever the thresholds of tags say
 * @param mergeGapSeconds two stretches of one label that are this far apart at most are one event
 * @param minDurationSeconds shorter events are left out
 */
public record EventRules(float threshold, double mergeGapSeconds, double minDurationSeconds) {

    /** Where nobody has asked for a threshold, the tags of a window are many and most of them unlikely. */
    public static final float DEFAULT_THRESHOLD = 0.3f;

    public static final EventRules DEFAULT = new EventRules(DEFAULT_THRESHOLD, 0, 0);

    public EventRules {
        if (!(0 <= threshold && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be in [0, 1], was " + threshold);
        }
        if (!(mergeGapSeconds >= 0 && minDurationSeconds >= 0)) {
            throw new IllegalArgumentException("mergeGapSeconds and minDurationSeconds must not be negative");
        }
    }
}
