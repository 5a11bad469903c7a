package io.otolex.service.huggingface;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.labels.Labels;
import io.otolex.model.tagging.Choice;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.Tag;
import io.otolex.model.tagging.TagOptions;
import io.otolex.service.options.Parameters;
import io.otolex.service.tags.Tagging;
import io.otolex.service.uploads.RequestOptions;
import io.otolex.service.uploads.Upload;
import io.otolex.service.uploads.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tags a recording for clients that were written for Hugging Face's audio classification. */
@RestController
@RequestMapping(path = "/hf/audio-classification", produces = MediaType.APPLICATION_JSON_VALUE)
class AudioClassificationController {

    private static final int MOST = Labels.audioSet().size();

    /** One label, as that protocol has it. */
    record Classification(String label, float score) {

        static Classification of(Tag tag) {
            return new Classification(tag.label().name(), tag.score());
        }
    }

    private final Uploads uploads;
    private final Tagging tagging;

    AudioClassificationController(Uploads uploads, Tagging tagging) {
        this.uploads = uploads;
        this.tagging = tagging;
    }

    /**
     * The recording is the body, whatever its type is called: {@code curl --data-binary} announces a form. Options are in
     * the query, which is looked at after the body for that reason: a form would be read as options.
     */
    @PostMapping
    List<Classification> classifyBytes(HttpServletRequest request) throws AudioDecodingException {
        try (Upload recording = uploads.body(request)) {
            Parameters options = Parameters.of(RequestOptions.of(request), Set.of(ClassificationJson.TOP_K));
            int topK = options.integer(ClassificationJson.TOP_K, ClassificationJson.DEFAULT_TOP_K, 1, MOST);
            return classified(request, recording, topK);
        }
    }

    /** The recording is a string of base64. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    List<Classification> classifyJson(HttpServletRequest request) throws AudioDecodingException {
        try (Upload body = uploads.body(request);
                ClassificationJson asked = ClassificationJson.read(body, uploads, MOST)) {
            return classified(request, asked.recording(), asked.topK());
        }
    }

    private List<Classification> classified(HttpServletRequest request, Upload recording, int topK)
            throws AudioDecodingException {
        TagOptions options = TagOptions.DEFAULT.with(Choice.of(topK, 0));
        return tagging.tag(request, recording, options, Progress.NONE).tags().stream()
                .map(Classification::of)
                .toList();
    }
}
