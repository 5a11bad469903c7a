package io.otolex.service.formats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The answer for one recording, the same for HTTP and the command line. Numbers are decimals that were rounded once, so
 * that every format prints the same digits. What is null was not asked for.
 *
 * @param thresholdSet name and version of the thresholds, if a set was asked for
 * @param windows how many windows were scored
 * @param tags best first
 * @param embedding of the recording
 */
@JsonInclude(Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
public record TagsAnswer(
        Model model,
        Input input,
        @Nullable String thresholdSet,
        int windows,
        List<NamedScore> tags,
        @Nullable Timeline timeline,
        float @Nullable [] embedding) {

    public TagsAnswer {
        tags = List.copyOf(tags);
    }

    public TagsAnswer withoutTimeline() {
        return new TagsAnswer(model, input, thresholdSet, windows, tags, null, embedding);
    }

    /** Which model spoke: scores of different digests must not be compared. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Model(String name, String digest, String precision) {}

    /**
     * What the upload turned out to be.
     *
     * @param startS where the decoded part begins in the recording; 0 unless a start was asked for
     * @param durationS of the decoded part
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Input(
            String codec,
            int sampleRate,
            int channels,
            BigDecimal startS,
            BigDecimal durationS,
            BigDecimal clippedPercent,
            BigDecimal silentPercent,
            int bandwidthHz,
            boolean truncated,
            boolean corrupt,
            List<String> warnings) {
        public Input {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * One class with its score.
     *
     * @param index the model's output; null for a group that only the ontology knows
     * @param supported whether the model's training data had evidence for the class; null for such a group
     * @param ancestors ids, on each path from a root of the ontology down to a parent
     */
    @JsonInclude(Include.NON_NULL)
    @JsonNaming(SnakeCaseStrategy.class)
    public record NamedScore(
            String id,
            String label,
            @Nullable Integer index,
            BigDecimal score,
            @Nullable Boolean supported,
            @Nullable BigDecimal logit,
            List<List<String>> ancestors) {}

    /** When the sounds were heard. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Timeline(
            @JsonProperty("window_s") BigDecimal windowSeconds,
            @JsonProperty("hop_s") BigDecimal hopSeconds,
            List<Window> windows,
            List<Event> events) {
        public Timeline {
            windows = List.copyOf(windows);
            events = List.copyOf(events);
        }
    }

    /** One window with its tags. */
    @JsonInclude(Include.NON_NULL)
    @JsonNaming(SnakeCaseStrategy.class)
    public record Window(BigDecimal startS, BigDecimal endS, List<NamedScore> tags, float @Nullable [] embedding) {
        public Window {
            tags = List.copyOf(tags);
        }
    }

    /** A stretch in which a sound was heard. */
    @JsonInclude(Include.NON_NULL)
    @JsonNaming(SnakeCaseStrategy.class)
    public record Event(
            BigDecimal startS,
            BigDecimal endS,
            String id,
            String label,
            @Nullable Integer index,
            BigDecimal scoreMax,
            BigDecimal scoreMean) {}
}
