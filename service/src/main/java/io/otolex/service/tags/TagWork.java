package io.otolex.service.tags;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.Excerpt;
import io.otolex.model.inference.Budget;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.RecordingTagger;
import io.otolex.model.tagging.TagOptions;
import io.otolex.model.tagging.Tagged;
import io.otolex.service.formats.AnswerWriter;
import io.otolex.service.formats.Answers;
import io.otolex.service.formats.TagFormat;
import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.metrics.ServiceMetrics;
import io.otolex.service.options.TagOptionsReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Tagging that is done later than it was asked for, and answered later than it was done. */
@Component
public final class TagWork {

    /*
     * Nobody knows yet in which format the answer will be fetched. So the windows and events are computed and kept in
     * any case, unless they are declined, and left out of an answer that did not ask for them.
     */

    private final RecordingTagger recordings;
    private final AudioDecoder decoder;
    private final TagOptionsReader reader;
    private final Answers answers;
    private final ServiceMetrics metrics;

    TagWork(
            RecordingTagger recordings,
            AudioDecoder decoder,
            TagOptionsReader reader,
            Answers answers,
            ServiceMetrics metrics) {
        this.recordings = recordings;
        this.decoder = decoder;
        this.reader = reader;
        this.answers = answers;
        this.metrics = metrics;
    }

    /** The names that an option can have. */
    public Set<String> options() {
        return TagOptionsReader.NAMES;
    }

    /** Refuses, with a problem that names it, an option that makes no sense. */
    public void check(Map<String, String[]> options) {
        reader.read(options, false);
    }

    /** How much of a recording is to be heard, in seconds, by what it says of its length; empty if it says nothing. */
    public OptionalDouble statedSeconds(Path spool, Map<String, String> options) {
        Excerpt excerpt = read(options, false).windowing().excerpt();
        OptionalDouble whole = decoder.statedSeconds(spool);
        return whole.isEmpty()
                ? whole
                : OptionalDouble.of(
                        Math.max(0, Math.min(whole.getAsDouble(), excerpt.endSeconds()) - excerpt.startSeconds()));
    }

    /**
     * Tags a recording that waits in a file.
     *
     * @param options that were checked; several values of one are joined by commas
     * @param progress hears how much was scored of what is to be heard
     */
    public TagsAnswer tag(Path spool, Map<String, String> options, Budget budget, Progress progress)
            throws AudioDecodingException {
        boolean declined = "false".equalsIgnoreCase(options.get(TagOptionsReader.TIMELINE));
        TagOptions asked = read(options, !declined);
        double start = asked.windowing().excerpt().startSeconds();
        Tagged recording = recordings.tag(spool, asked, budget, seconds -> progress.scored(seconds - start));
        metrics.tagged(recording);
        return answers.of(recording, asked);
    }

    /** Writes what {@link #tag} gave, in the format that this request accepts. */
    public void answer(
            TagsAnswer kept, Map<String, String> options, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        TagFormat format = Accepted.format(request);
        boolean withTimes = read(options, format.needsTimeline()).timeline().isPresent();
        TagsAnswer answer = withTimes ? kept : kept.withoutTimeline();
        response.addHeader("Vary", "Accept");
        var body = new AnswerBody(response, format.mediaType());
        AnswerWriter writer = format.to(body);
        if (writer.isStreaming() && answer.timeline() != null) {
            for (TagsAnswer.Window window : answer.timeline().windows()) {
                writer.window(window);
            }
        }
        writer.finish(answer);
        body.flush();
    }

    private TagOptions read(Map<String, String> options, boolean needsTimeline) {
        var given = new TreeMap<String, String[]>();
        options.forEach((name, text) -> given.put(name, new String[] {text}));
        return reader.read(given, needsTimeline);
    }
}
