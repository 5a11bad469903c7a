package io.otolex.model.tagging;

import io.otolex.audio.InputReport;
import io.otolex.audio.SignalReport;
import java.util.List;
import java.util.Optional;

/**
 * A recording with its words.
 *
 * @param tags best first; equal scores in the order of the classes
 * @param windows how many windows were scored
 * @param input what the recording was
 * @param signal what its samples were like
 * @param timeline if it was asked for
 * @param embedding of the recording, if it was asked for
 */
public record Tagged(
        List<Tag> tags,
        int windows,
        InputReport input,
        SignalReport signal,
        Optional<Timeline> timeline,
        Optional<float[]> embedding) {
    public Tagged {
        tags = List.copyOf(tags);
    }
}
