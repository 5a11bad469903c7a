package io.otolex.model.tagging;

import io.otolex.audio.InputReport;
import java.util.List;

/**
 * A recording with its words.
 *
 * @param tags best first; equal scores in the order of the classes
 * @param windows how many windows were scored
 * @param input what the recording was
 */
public record Tagged(List<Tag> tags, int windows, InputReport input) {}
