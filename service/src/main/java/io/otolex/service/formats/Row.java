package io.otolex.service.formats;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of an answer as a table: a tag of the recording, a tag of a window, or an event.
 *
 * @param kind {@code clip}, {@code window} or {@code event}
 * @param rank of a tag in its list, from 1; null for events
 * @param score of a tag, or the largest of an event
 * @param scoreMean of an event; null for tags
 */
public record Row(
        String kind,
        BigDecimal startS,
        BigDecimal endS,
        @Nullable Integer rank,
        BigDecimal score,
        @Nullable BigDecimal scoreMean,
        String id,
        String label,
        @Nullable Integer index,
        @Nullable BigDecimal logit) {

    public static final List<String> COLUMNS =
            List.of("kind", "start_s", "end_s", "rank", "score", "score_mean", "id", "label", "index");

    /** The tags of the recording, then those of its windows, then the events. */
    public static Stream<Row> of(TagsAnswer answer) {
        BigDecimal start = answer.input().startS();
        Stream<Row> clip = tags("clip", start, start.add(answer.input().durationS()), answer.tags());
        TagsAnswer.Timeline timeline = answer.timeline();
        return timeline == null
                ? clip
                : Stream.of(
                                clip,
                                timeline.windows().stream().flatMap(Row::of),
                                timeline.events().stream().map(Row::of))
                        .flatMap(rows -> rows);
    }

    private static Stream<Row> of(TagsAnswer.Window window) {
        return tags("window", window.startS(), window.endS(), window.tags());
    }

    private static Stream<Row> tags(String kind, BigDecimal start, BigDecimal end, List<TagsAnswer.NamedScore> tags) {
        return IntStream.range(0, tags.size()).mapToObj(i -> of(kind, start, end, i + 1, tags.get(i)));
    }

    private static Row of(String kind, BigDecimal start, BigDecimal end, int rank, TagsAnswer.NamedScore tag) {
        return new Row(kind, start, end, rank, tag.score(), null, tag.id(), tag.label(), tag.index(), tag.logit());
    }

    private static Row of(TagsAnswer.Event event) {
        return new Row(
                "event",
                event.startS(),
                event.endS(),
                null,
                event.scoreMax(),
                event.scoreMean(),
                event.id(),
                event.label(),
                event.index(),
                null);
    }

    /** In the order of {@link #COLUMNS}; empty for what there is not. */
    public List<Object> cells() {
        return Stream.of(kind, startS, endS, rank, score, scoreMean, id, label, index)
                .map(cell -> cell == null ? "" : (Object) cell)
                .toList();
    }
}
