package io.otolex.model.tagging;

import java.util.List;
import java.util.Optional;

/**
 * One window of a timeline.
 *
 * @param startSeconds in the recording, also when only a part of it was decoded
 * @param endSeconds in the recording
 * @param tags best first
 * @param embedding if it was asked for
 */
public record TaggedWindow(double startSeconds, double endSeconds, List<Tag> tags, Optional<float[]> embedding) {
    public TaggedWindow {
        tags = List.copyOf(tags);
    }
}
