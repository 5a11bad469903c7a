package io.otolex.model.tagging;

import io.otolex.model.labels.Label;

/**
 * A stretch of a recording in which a sound was heard.
 *
 * @param startSeconds where the first window with it begins; the sound may begin later
 * @param endSeconds where the last window with it ends
 * @param scoreMax of the windows with it
 * @param scoreMean of the windows with it; windows in a bridged gap do not count
 */
public record SoundEvent(double startSeconds, double endSeconds, Label label, float scoreMax, float scoreMean) {}
