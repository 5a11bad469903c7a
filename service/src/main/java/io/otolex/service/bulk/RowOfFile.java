package io.otolex.service.bulk;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.Budget;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.TagOptions;
import io.otolex.service.engine.Engine;
import io.otolex.service.formats.Answers;
import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.problems.AudioProblems;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemException;
import io.otolex.service.problems.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tags one file, or says why not. Thread-safe.
 *
 * @param options of tagging, with a timeline if the rows or the annotations need one
 * @param timeline whether rows have it
 */
public record RowOfFile(Engine engine, Answers answers, TagOptions options, boolean timeline, Annotations annotations) {

    RecordingRow of(String file, FileKey key) {
        try {
            return RecordingRow.of(file, key, tagged(Path.of(file)));
        } catch (AudioDecodingException reason) {
            return RecordingRow.of(file, key, AudioProblems.of(reason));
        } catch (ProblemException reason) {
            return RecordingRow.of(file, key, reason.problem());
        } catch (IOException | RuntimeException e) {
            return RecordingRow.of(file, key, new Problem(ProblemType.INTERNAL_ERROR, e.toString()));
        }
    }

    private TagsAnswer tagged(Path file) throws AudioDecodingException, IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            String why = Files.exists(file) ? "It is not a file that can be read." : "There is no such file.";
            throw new Problem(ProblemType.NOT_FOUND, why).asException();
        }
        TagsAnswer answer =
                answers.of(engine.recordings().tag(file, options, Budget.unlimited(), Progress.NONE), options);
        annotations.write(file, answer);
        return timeline ? answer : answer.withoutTimeline();
    }
}
