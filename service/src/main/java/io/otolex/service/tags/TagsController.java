package io.otolex.service.tags;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.tagging.RecordingTagger;
import io.otolex.model.tagging.TagOptions;
import io.otolex.model.tagging.Tagged;
import io.otolex.service.admission.Ticket;
import io.otolex.service.metrics.ServiceMetrics;
import io.otolex.service.metrics.ServiceMetrics.Stage;
import io.otolex.service.uploads.Upload;
import io.otolex.service.uploads.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tags a recording while its sender waits. */
@RestController
@RequestMapping(path = "/v1/tags", produces = MediaType.APPLICATION_JSON_VALUE)
class TagsController {

    private static final String TOP_K = "top_k";
    private static final String THRESHOLD = "threshold";
    private static final Set<String> FORM_FIELDS = Set.of(TOP_K, THRESHOLD);

    private final Uploads uploads;
    private final RecordingTagger recordings;
    private final ModelDescription model;
    private final ServiceMetrics metrics;

    TagsController(
            Uploads uploads,
            RecordingTagger recordings,
            ModelDescription model,
            ServiceMetrics metrics) {
        this.uploads = uploads;
        this.recordings = recordings;
        this.model = model;
        this.metrics = metrics;
    }

    /** The recording is the part {@code file} of a form; options are its fields, or in the query. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    TagsAnswer tagPart(HttpServletRequest request) throws AudioDecodingException {
        try (Upload upload = metrics.timed(Stage.RECEIVE, () -> uploads.part(request))) {
            return tags(request, upload, options(request));
        }
    }

    /** The recording is the body; options are in the query, and looked at before a byte is read. */
    @PostMapping(
            consumes = {
                "audio/*",
                "video/mp4",
                "video/webm",
                "video/ogg",
                "video/quicktime",
                "application/ogg",
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    TagsAnswer tagBody(HttpServletRequest request) throws AudioDecodingException {
        TagOptions options = options(request);
        try (Upload upload = metrics.timed(Stage.RECEIVE, () -> uploads.body(request))) {
            return tags(request, upload, options);
        }
    }

    private static TagOptions options(HttpServletRequest request) {
        var parameters = Parameters.of(request, FORM_FIELDS);
        int topK = parameters.integer(TOP_K, TagOptions.DEFAULT.topK(), 1, 527);
        return new TagOptions(topK, parameters.decimal(THRESHOLD, TagOptions.DEFAULT.threshold(), 0, 1));
    }

    private TagsAnswer tags(HttpServletRequest request, Upload upload, TagOptions options)
            throws AudioDecodingException {
        Ticket ticket = Ticket.of(request).orElseThrow();
        Tagged recording = recordings.tag(upload.path(), options, ticket.budget(), ticket::scored);
        metrics.tagged(recording);
        return TagsAnswer.of(model, recording);
    }
}
