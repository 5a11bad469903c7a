package io.otolex.service.tags;

import io.otolex.audio.InputReport;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.tagging.Tag;
import io.otolex.model.tagging.Tagged;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The answer for one recording, the same for HTTP and the command line.
 *
 * @param windows how many windows were scored
 * @param tags best first
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TagsAnswer(Model model, Input input, int windows, List<NamedScore> tags) {

    private static final int SCORE_DIGITS = 6;
    private static final int SECONDS_DIGITS = 3;

    public TagsAnswer {
        tags = List.copyOf(tags);
    }

    /** Which model spoke: scores of different digests must not be compared. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Model(String name, String digest, String precision) {}

    /** What the upload turned out to be. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Input(String codec, int sampleRate, int channels, BigDecimal durationS) {}

    /** One class with its score. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record NamedScore(String id, String label, int index, BigDecimal score) {}

    public static TagsAnswer of(ModelDescription model, Tagged recording) {
        return new TagsAnswer(
                new Model(model.name(), model.digest(), model.precision()),
                input(recording.input()),
                recording.windows(),
                recording.tags().stream().map(TagsAnswer::named).toList());
    }

    private static Input input(InputReport report) {
        return new Input(
                report.codec(),
                report.sampleRateHz(),
                report.channels(),
                rounded(report.durationSeconds(), SECONDS_DIGITS));
    }

    private static NamedScore named(Tag tag) {
        return new NamedScore(
                tag.label().id(), tag.label().name(), tag.label().index(), rounded(tag.score(), SCORE_DIGITS));
    }

    /** A decimal, so that every format prints the same digits. */
    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
    }
}
