package io.otolex.model.tagging;

import io.otolex.audio.InputReport;
import io.otolex.audio.SignalReport;
import io.otolex.audio.Window;
import io.otolex.model.inference.Scores;
import io.otolex.model.labels.Labels;
import io.otolex.model.labels.Ontology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is kept of a recording's windows while they are scored: no more than the options ask for. Not thread-safe. */
final class RecordingSummary {

    private final TagOptions options;
    private final Progress progress;
    private final TagChooser chooser;
    private final ClipScores clip;
    private final MeanEmbedding embedding = new MeanEmbedding();
    private final List<TaggedWindow> windows = new ArrayList<>();
    private final Optional<EventMerger> events;

    RecordingSummary(Labels labels, Ontology ontology, TagOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.chooser = new TagChooser(ontology, options.choice());
        this.clip = ClipScores.of(options.aggregate(), labels.size());
        this.events = options.timeline().map(EventMerger::new);
    }

    /** Windows come in order. */
    void add(Span span, Scores scores) {
        clip.add(scores.logits());
        if (options.embedding() == EmbeddingScope.CLIP) {
            embedding.add(scores.embedding());
        }
        events.ifPresent(merger -> {
            TaggedWindow window = tagged(span, scores);
            windows.add(window);
            merger.add(window);
            progress.tagged(window);
        });
        progress.scored(span.endSeconds());
    }

    private TaggedWindow tagged(Span span, Scores scores) {
        Optional<float[]> kept =
                options.embedding() == EmbeddingScope.WINDOW ? Optional.of(scores.embedding()) : Optional.empty();
        return new TaggedWindow(span.startSeconds(), span.endSeconds(), chooser.tags(scores.logits()), kept);
    }

    boolean isEmpty() {
        return clip.windows() == 0;
    }

    Tagged of(InputReport input, SignalReport signal) {
        return new Tagged(
                chooser.tags(clip.logits()),
                clip.windows(),
                input,
                signal,
                events.map(merger -> new Timeline(options.windowing(), windows, merger.events())),
                options.embedding() == EmbeddingScope.CLIP ? Optional.of(embedding.mean()) : Optional.empty());
    }

    /** Where a window lies in the recording, in seconds. */
    record Span(double startSeconds, double endSeconds) {
        static Span of(Window window, double offsetSeconds) {
            return new Span(offsetSeconds + window.startSeconds(), offsetSeconds + window.endSeconds());
        }
    }
}
