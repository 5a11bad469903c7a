package io.otolex.service.embeddings;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.tagging.EmbeddingScope;
import io.otolex.model.tagging.EventRules;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.TagOptions;
import io.otolex.service.formats.Answers;
import io.otolex.service.options.Parameters;
import io.otolex.service.options.TagOptionsReader;
import io.otolex.service.tags.Tagging;
import io.otolex.service.uploads.PostRecording;
import io.otolex.service.uploads.RequestOptions;
import io.otolex.service.uploads.Upload;
import io.otolex.service.uploads.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers with the scene embedding of a recording. */
@RestController
@RequestMapping(path = "/v1/embeddings", produces = MediaType.APPLICATION_JSON_VALUE)
class EmbeddingsController {

    private static final Set<String> OPTIONS = new HashSet<>(TagOptionsReader.WINDOWING_NAMES);

    static {
        OPTIONS.add(TagOptionsReader.EMBEDDING);
    }

    private final Uploads uploads;
    private final TagOptionsReader options;
    private final Tagging tagging;
    private final Answers answers;
    private final int size;

    EmbeddingsController(
            Uploads uploads, TagOptionsReader options, Tagging tagging, Answers answers, ModelDescription model) {
        this.uploads = uploads;
        this.options = options;
        this.tagging = tagging;
        this.answers = answers;
        this.size = model.embeddingSize();
    }

    /** The recording is the part {@code file} of a form; options are its fields, or in the query. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    EmbeddingsAnswer embedPart(HttpServletRequest request) throws AudioDecodingException {
        try (Upload upload = uploads.part(request)) {
            return embedding(request, upload, options(request));
        }
    }

    /** The recording is the body; options are in the query, and looked at before a byte is read. */
    @PostRecording
    EmbeddingsAnswer embedBody(HttpServletRequest request) throws AudioDecodingException {
        TagOptions asked = options(request);
        try (Upload upload = uploads.body(request)) {
            return embedding(request, upload, asked);
        }
    }

    private TagOptions options(HttpServletRequest request) {
        Parameters parameters = Parameters.of(RequestOptions.of(request), OPTIONS);
        EmbeddingScope scope = parameters.oneOf(TagOptionsReader.EMBEDDING, EmbeddingScope.CLIP);
        if (scope == EmbeddingScope.NONE) {
            throw Parameters.refusal(TagOptionsReader.EMBEDDING, "embedding must be clip or window.");
        }
        TagOptions asked =
                TagOptions.DEFAULT.with(options.windowing(parameters)).with(scope);
        return scope == EmbeddingScope.WINDOW ? asked.with(EventRules.DEFAULT) : asked;
    }

    private EmbeddingsAnswer embedding(HttpServletRequest request, Upload upload, TagOptions asked)
            throws AudioDecodingException {
        var recording = tagging.tag(request, upload, asked, Progress.NONE);
        return EmbeddingsAnswer.of(answers.of(recording, asked), size);
    }
}
