package io.otolex.model.tagging;

import java.util.List;

/**
 * When the sounds were heard.
 *
 * @param windowing of the windows
 * @param windows in order
 * @param events by start, then by end, then in the order of the classes
 */
public record Timeline(Windowing windowing, List<TaggedWindow> windows, List<SoundEvent> events) {
    public Timeline {
        windows = List.copyOf(windows);
        events = List.copyOf(events);
    }
}
