package io.otolex.spark;

import io.otolex.audio.InputReport;
import io.otolex.audio.SignalReport;
import io.otolex.audio.signal.InputWarnings;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.tagging.SoundEvent;
import io.otolex.model.tagging.Tag;
import io.otolex.model.tagging.Tagged;
import io.otolex.model.tagging.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** The columns that tagging adds; names and nesting are those of the service's answer and of {@code otolex bulk}. */
final class TagColumns {

    static final StructType ADDED = StructType.fromDDL("""
            status string not null, error string, reason string, sha256 string,
            model struct<name: string, digest: string, precision: string>,
            input struct<codec: string, sample_rate: int, channels: int, start_s: double, duration_s: double,
              clipped_percent: double, silent_percent: double, bandwidth_hz: int, truncated: boolean, corrupt: boolean,
              warnings: array<string>>,
            windows int,
            tags array<struct<id: string, label: string, index: int, score: float, supported: boolean>>,
            events array<struct<start_s: double, end_s: double, id: string, label: string, index: int, score_max: float,
              score_mean: float>>,
            embedding array<float>
            """);

    private TagColumns() {}

    /**
     * The columns of a dataset with tags.
     *
     * @throws IllegalArgumentException if the dataset has a column of the same name already
     */
    static StructType after(StructType given) {
        Set<String> taken = Arrays.stream(given.fieldNames())
                .filter(Arrays.asList(ADDED.fieldNames())::contains)
                .collect(Collectors.toSet());
        if (!taken.isEmpty()) {
            throw new IllegalArgumentException("the dataset has columns of these names already: " + taken);
        }
        return new StructType(Stream.of(given.fields(), ADDED.fields())
                .flatMap(Arrays::stream)
                .toArray(StructField[]::new));
    }

    static Row tagged(Row given, ModelDescription model, @Nullable String sha256, Tagged tagged) {
        return row(
                given,
                "ok",
                null,
                null,
                sha256,
                of(model),
                input(tagged.input(), tagged.signal()),
                tagged.windows(),
                sequence(tagged.tags(), tag -> of(tag, model)),
                tagged.timeline()
                        .map(Timeline::events)
                        .map(events -> sequence(events, TagColumns::of))
                        .orElse(null),
                tagged.embedding().map(TagColumns::floats).orElse(null));
    }

    static Row failed(Row given, ModelDescription model, @Nullable String sha256, Failure failure) {
        return row(given, "failed", failure.error(), failure.reason(), sha256, of(model), null, null, null, null, null);
    }

    private static Row row(Row given, @Nullable Object... added) {
        List<@Nullable Object> values = new ArrayList<>(given.size() + added.length);
        for (int i = 0; i < given.size(); i++) {
            values.add(given.get(i));
        }
        Collections.addAll(values, added);
        return RowFactory.create(values.toArray());
    }

    private static Row of(ModelDescription model) {
        return RowFactory.create(model.name(), model.digest(), model.precision());
    }

    private static Row input(InputReport input, SignalReport signal) {
        return RowFactory.create(
                input.codec(),
                input.sampleRateHz(),
                input.channels(),
                0.0,
                input.durationSeconds(),
                signal.clippedPercent(),
                signal.silentPercent(),
                signal.bandwidthHz(),
                input.truncated(),
                input.corrupt(),
                sequence(InputWarnings.of(input, signal), warning -> warning));
    }

    private static Row of(Tag tag, ModelDescription model) {
        int index = tag.label().index();
        return RowFactory.create(
                tag.label().id(),
                tag.label().name(),
                index,
                tag.score(),
                model.supported().contains(index));
    }

    private static Row of(SoundEvent event) {
        return RowFactory.create(
                event.startSeconds(),
                event.endSeconds(),
                event.label().id(),
                event.label().name(),
                event.label().index(),
                event.scoreMax(),
                event.scoreMean());
    }

    private static <T, R> Object sequence(Collection<T> values, Function<T, R> map) {
        return CollectionConverters.asScala(values.stream().map(map).toList()).toSeq();
    }

    private static Object floats(float[] values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return CollectionConverters.asScala(boxed).toSeq();
    }
}
