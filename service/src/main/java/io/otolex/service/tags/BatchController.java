package io.otolex.service.tags;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.otolex.audio.AudioDecodingException;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.TagOptions;
import io.otolex.service.formats.Answers;
import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.options.TagOptionsReader;
import io.otolex.service.problems.FailureProblem;
import io.otolex.service.problems.ProblemBody;
import io.otolex.service.uploads.RequestOptions;
import io.otolex.service.uploads.Upload;
import io.otolex.service.uploads.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tags several recordings of one form, one after the other; a bad one does not keep the others from being tagged. */
@RestController
class BatchController {

    private static final int MOST_FILES = 32;

    /** @param results in the order of the files */
    record Batch(List<Result> results) {}

    /**
     * How it went with one file.
     *
     * @param index of the part, from 0
     * @param answer or null
     * @param problem or null
     */
    @JsonInclude(Include.NON_NULL)
    record Result(
            int index,
            @Nullable TagsAnswer answer,
            @Nullable ProblemBody problem) {}

    private final Uploads uploads;
    private final TagOptionsReader options;
    private final Tagging tagging;
    private final Answers answers;

    BatchController(Uploads uploads, TagOptionsReader options, Tagging tagging, Answers answers) {
        this.uploads = uploads;
        this.options = options;
        this.tagging = tagging;
        this.answers = answers;
    }

    @PostMapping(
            path = "/v1/tags:batch",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Batch tag(HttpServletRequest request) {
        var results = new ArrayList<Result>();
        List<Upload> files = uploads.parts(request, MOST_FILES);
        try {
            TagOptions asked = options.read(RequestOptions.of(request), false);
            for (Upload file : files) {
                results.add(result(request, results.size(), file, asked));
            }
        } finally {
            files.forEach(Upload::close);
        }
        return new Batch(results);
    }

    private Result result(HttpServletRequest request, int index, Upload file, TagOptions asked) {
        try {
            return new Result(index, answers.of(tagging.tag(request, file, asked, Progress.NONE), asked), null);
        } catch (AudioDecodingException | RuntimeException failure) {
            return new Result(index, null, ProblemBody.of(FailureProblem.of(failure)));
        }
    }
}
