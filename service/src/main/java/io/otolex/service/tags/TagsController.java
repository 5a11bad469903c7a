package io.otolex.service.tags;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.tagging.TagOptions;
import io.otolex.service.formats.Answers;
import io.otolex.service.formats.TagFormat;
import io.otolex.service.options.TagOptionsReader;
import io.otolex.service.uploads.PostRecording;
import io.otolex.service.uploads.RequestOptions;
import io.otolex.service.uploads.Upload;
import io.otolex.service.uploads.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tags a recording while its sender waits, in the format that the sender asks for. */
@RestController
@RequestMapping("/v1/tags")
class TagsController {

    private final Uploads uploads;
    private final TagOptionsReader options;
    private final Tagging tagging;
    private final Answers answers;

    TagsController(Uploads uploads, TagOptionsReader options, Tagging tagging, Answers answers) {
        this.uploads = uploads;
        this.options = options;
        this.tagging = tagging;
        this.answers = answers;
    }

    /** The recording is the part {@code file} of a form; options are its fields, or in the query. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    void tagPart(HttpServletRequest request, HttpServletResponse response) throws AudioDecodingException, IOException {
        TagFormat format = Accepted.format(request);
        try (Upload upload = uploads.part(request)) {
            answer(upload, options(request, format), format, request, response);
        }
    }

    /** The recording is the body; options are in the query, and looked at before a byte is read. */
    @PostRecording
    void tagBody(HttpServletRequest request, HttpServletResponse response) throws AudioDecodingException, IOException {
        TagFormat format = Accepted.format(request);
        TagOptions asked = options(request, format);
        try (Upload upload = uploads.body(request)) {
            answer(upload, asked, format, request, response);
        }
    }

    private TagOptions options(HttpServletRequest request, TagFormat format) {
        return options.read(RequestOptions.of(request), format.needsTimeline());
    }

    private void answer(
            Upload upload, TagOptions asked, TagFormat format, HttpServletRequest request, HttpServletResponse response)
            throws AudioDecodingException, IOException {
        new TagsResponse(answers, format, request, response)
                .write(asked, progress -> tagging.tag(request, upload, asked, progress));
    }
}
