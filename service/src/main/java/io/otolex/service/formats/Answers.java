package io.otolex.service.formats;

import io.otolex.audio.InputReport;
import io.otolex.audio.SignalReport;
import io.otolex.audio.signal.InputWarnings;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.labels.Label;
import io.otolex.model.labels.Ontology;
import io.otolex.model.tagging.SoundEvent;
import io.otolex.model.tagging.Tag;
import io.otolex.model.tagging.TagOptions;
import io.otolex.model.tagging.Tagged;
import io.otolex.model.tagging.TaggedWindow;
import io.otolex.model.tagging.Timeline;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes answers of results: names, rounds, and adds what the ontology and the model know. Thread-safe. */
public final class Answers {

    private static final int SCORE_DIGITS = 6;
    private static final int SECONDS_DIGITS = 3;
    private static final int PERCENT_DIGITS = 2;

    private final ModelDescription model;
    private final Map<Label, List<List<String>>> ancestors = new HashMap<>();

    public Answers(ModelDescription model, Ontology ontology) {
        this.model = model;
        ontology.all().forEach(label -> ancestors.put(label, ids(ontology.paths(label))));
    }

    private static List<List<String>> ids(List<List<Label>> paths) {
        return paths.stream().map(path -> path.stream().map(Label::id).toList()).toList();
    }

    /**
     * The answer for one recording.
     *
     * @param options those that it was tagged with
     */
    public TagsAnswer of(Tagged recording, TagOptions options) {
        return new TagsAnswer(
                model(),
                input(recording.input(), recording.signal(), options),
                options.choice().thresholds().set().orElse(null),
                recording.windows(),
                named(recording.tags(), options),
                recording
                        .timeline()
                        .map(timeline -> timeline(timeline, options))
                        .orElse(null),
                recording.embedding().orElse(null));
    }

    public TagsAnswer.Model model() {
        return new TagsAnswer.Model(model.name(), model.digest(), model.precision());
    }

    public TagsAnswer.Window window(TaggedWindow window, TagOptions options) {
        return new TagsAnswer.Window(
                seconds(window.startSeconds()),
                seconds(window.endSeconds()),
                named(window.tags(), options),
                window.embedding().orElse(null));
    }

    public static TagsAnswer.Input input(InputReport input, SignalReport signal, TagOptions options) {
        return new TagsAnswer.Input(
                input.codec(),
                input.sampleRateHz(),
                input.channels(),
                seconds(options.windowing().excerpt().startSeconds()),
                seconds(input.durationSeconds()),
                rounded(signal.clippedPercent(), PERCENT_DIGITS),
                rounded(signal.silentPercent(), PERCENT_DIGITS),
                signal.bandwidthHz(),
                input.truncated(),
                input.corrupt(),
                InputWarnings.of(input, signal));
    }

    private TagsAnswer.Timeline timeline(Timeline timeline, TagOptions options) {
        return new TagsAnswer.Timeline(
                seconds(timeline.windowing().windowSeconds()),
                seconds(timeline.windowing().hopSeconds()),
                timeline.windows().stream()
                        .map(window -> window(window, options))
                        .toList(),
                timeline.events().stream().map(Answers::event).toList());
    }

    private static TagsAnswer.Event event(SoundEvent event) {
        return new TagsAnswer.Event(
                seconds(event.startSeconds()),
                seconds(event.endSeconds()),
                event.label().id(),
                event.label().name(),
                index(event.label()),
                score(event.scoreMax()),
                score(event.scoreMean()));
    }

    private List<TagsAnswer.NamedScore> named(List<Tag> tags, TagOptions options) {
        return tags.stream().map(tag -> named(tag, options.logits())).toList();
    }

    private TagsAnswer.NamedScore named(Tag tag, boolean logits) {
        Label label = tag.label();
        return new TagsAnswer.NamedScore(
                label.id(),
                label.name(),
                index(label),
                score(tag.score()),
                label.isScored() ? model.supported().contains(label.index()) : null,
                logits ? score(tag.logit()) : null,
                ancestors.getOrDefault(label, List.of()));
    }

    private static @Nullable Integer index(Label label) {
        return label.isScored() ? label.index() : null;
    }

    static BigDecimal seconds(double value) {
        return rounded(value, SECONDS_DIGITS);
    }

    private static BigDecimal score(float value) {
        return rounded(value, SCORE_DIGITS);
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
    }
}
