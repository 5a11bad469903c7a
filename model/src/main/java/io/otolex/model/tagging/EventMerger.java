package io.otolex.model.tagging;

import io.otolex.model.labels.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Joins the windows in which a label was heard to events, while the windows come. Not thread-safe. */
final class EventMerger {

    /*
     * A label has one open event at most. It stays open until a window begins later than its end and the gap that may
     * be bridged; so what is open at any time is bounded by the number of labels, however long the recording.
     */

    /** Sums of times in floating point must not open a gap between windows side by side. */
    private static final double ROUNDING_SECONDS = 1e-6;

    private static final Comparator<SoundEvent> IN_ORDER = Comparator.comparingDouble(SoundEvent::startSeconds)
            .thenComparingDouble(SoundEvent::endSeconds)
            .thenComparing(event -> !event.label().isScored())
            .thenComparingInt(event -> event.label().index())
            .thenComparing(event -> event.label().id());

    private final EventRules rules;
    private final Map<Label, Open> open = new HashMap<>();
    private final List<SoundEvent> closed = new ArrayList<>();

    EventMerger(EventRules rules) {
        this.rules = rules;
    }

    /** Windows must come in the order of their starts. */
    void add(TaggedWindow window) {
        closeBefore(window.startSeconds());
        for (Tag tag : window.tags()) {
            if (tag.score() >= rules.threshold()) {
                open.computeIfAbsent(tag.label(), label -> new Open(window.startSeconds()))
                        .add(window.endSeconds(), tag.score());
            }
        }
    }

    private void closeBefore(double start) {
        for (Iterator<Map.Entry<Label, Open>> all = open.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Label, Open> next = all.next();
            if (start > next.getValue().end + rules.mergeGapSeconds() + ROUNDING_SECONDS) {
                close(next.getKey(), next.getValue());
                all.remove();
            }
        }
    }

    private void close(Label label, Open event) {
        if (event.end - event.start >= rules.minDurationSeconds() - ROUNDING_SECONDS) {
            closed.add(event.closed(label));
        }
    }

    /** All events, in order; ends those that are open. */
    List<SoundEvent> events() {
        open.forEach(this::close);
        open.clear();
        return closed.stream().sorted(IN_ORDER).toList();
    }

    private static final class Open {
        private final double start;
        private double end;
        private float max;
        private double sum;
        private int windows;

        Open(double start) {
            this.start = start;
        }

        void add(double windowEnd, float score) {
            end = windowEnd;
            max = Math.max(max, score);
            sum += score;
            windows++;
        }

        SoundEvent closed(Label label) {
            return new SoundEvent(start, end, label, max, (float) (sum / windows));
        }
    }
}
