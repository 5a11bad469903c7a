package io.otolex.service.embeddings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.otolex.service.formats.TagsAnswer;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scene embedding of a recording, or of each of its windows.
 *
 * @param size values of one embedding
 * @param embedding of the recording: the mean of its windows'
 * @param windows with theirs
 */
@JsonInclude(Include.NON_NULL)
record EmbeddingsAnswer(
        TagsAnswer.Model model,
        TagsAnswer.Input input,
        int size,
        float @Nullable [] embedding,
        @Nullable List<Window> windows) {

    /** Seconds in the recording. */
    @JsonInclude(Include.NON_NULL)
    record Window(
            @JsonProperty("start_s") BigDecimal start,
            @JsonProperty("end_s") BigDecimal end,
            float @Nullable [] embedding) {
        static Window of(TagsAnswer.Window window) {
            return new Window(window.startS(), window.endS(), window.embedding());
        }
    }

    static EmbeddingsAnswer of(TagsAnswer answer, int size) {
        TagsAnswer.Timeline timeline = answer.timeline();
        return new EmbeddingsAnswer(
                answer.model(),
                answer.input(),
                size,
                answer.embedding(),
                timeline == null
                        ? null
                        : timeline.windows().stream().map(Window::of).toList());
    }
}
