package io.otolex.service.formats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemBody;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object a line: {@code {"window":…}} as soon as it is scored, then {@code {"event":…}} for each event, at last
 * {@code {"summary":…}}, which is the answer without its timeline; or {@code {"problem":…}}, if it ends early.
 */
final class Ndjson implements TagFormat {

    @JsonInclude(Include.NON_NULL)
    private record Line(
            TagsAnswer.@Nullable Window window,
            TagsAnswer.@Nullable Event event,
            @Nullable TagsAnswer summary,
            @Nullable ProblemBody problem) {}

    @Override
    public String name() {
        return "ndjson";
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public boolean needsTimeline() {
        return true;
    }

    @Override
    public AnswerWriter to(Writer out) {
        return new Lines(out);
    }

    private static final class Lines implements AnswerWriter {

        private final Writer out;
        private int windows;

        Lines(Writer out) {
            this.out = out;
        }

        @Override
        public boolean isStreaming() {
            return true;
        }

        @Override
        public void window(TagsAnswer.Window window) throws IOException {
            windows++;
            write(new Line(window, null, null, null));
        }

        @Override
        public void finish(TagsAnswer answer) throws IOException {
            TagsAnswer.Timeline timeline = answer.timeline();
            if (timeline != null) {
                unsaid(timeline);
                for (TagsAnswer.Event event : timeline.events()) {
                    write(new Line(null, event, null, null));
                }
            }
            write(new Line(null, null, answer.withoutTimeline(), null));
        }

        /** An answer that was remembered has no windows on the way, only at the end. */
        private void unsaid(TagsAnswer.Timeline timeline) throws IOException {
            for (TagsAnswer.Window window :
                    timeline.windows().subList(windows, timeline.windows().size())) {
                window(window);
            }
        }

        @Override
        public void failed(Problem problem) throws IOException {
            write(new Line(null, null, null, ProblemBody.of(problem)));
        }

        /** Flushed, so that whoever reads need not wait for the next. */
        private void write(Line line) throws IOException {
            Json.MAPPER.writeValue(out, line);
            out.write('\n');
            out.flush();
        }
    }
}
