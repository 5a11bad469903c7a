package io.otolex.model.tagging;

import java.util.Optional;

/**
 * What a caller wants to know of a recording.
 *
 * @param choice which scores become tags, of the recording and of each window
 * @param windowing what is scored
 * @param aggregate how windows add up to the recording
 * @param timeline how to find events; nothing if neither windows nor events are asked for
 * @param embedding which embeddings to keep
 * @param logits whether formats show logits too
 */
public record TagOptions(
        Choice choice,
        Windowing windowing,
        Aggregate aggregate,
        Optional<EventRules> timeline,
        EmbeddingScope embedding,
        boolean logits) {

    public static final TagOptions DEFAULT = new TagOptions(
            Choice.DEFAULT, Windowing.DEFAULT, Aggregate.MAX, Optional.empty(), EmbeddingScope.NONE, false);

    public TagOptions with(Choice other) {
        return new TagOptions(other, windowing, aggregate, timeline, embedding, logits);
    }

    public TagOptions with(Windowing other) {
        return new TagOptions(choice, other, aggregate, timeline, embedding, logits);
    }

    public TagOptions with(Aggregate other) {
        return new TagOptions(choice, windowing, other, timeline, embedding, logits);
    }

    public TagOptions with(EventRules events) {
        return new TagOptions(choice, windowing, aggregate, Optional.of(events), embedding, logits);
    }

    public TagOptions with(EmbeddingScope other) {
        return new TagOptions(choice, windowing, aggregate, timeline, other, logits);
    }
}
