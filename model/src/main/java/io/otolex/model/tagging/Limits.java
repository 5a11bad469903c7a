package io.otolex.model.tagging;

/**
 * What one recording may cost the model and the answer.
 *
 * @param windows scored at most; overlapping and short windows make many of an hour
 * @param timelineTags in the windows of a timeline, all together; each takes some 100 bytes in memory and in JSON
 */
public record Limits(int windows, int timelineTags) {

    /** Sixteen hours side by side, or one hour every 0.6 s. */
    public static final Limits DEFAULT = new Limits(6_000, 300_000);

    public Limits {
        if (windows < 1 || timelineTags < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
