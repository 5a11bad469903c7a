package io.otolex.service.openinference;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.labels.Label;
import io.otolex.model.labels.Labels;
import io.otolex.model.tagging.Choice;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.Tag;
import io.otolex.model.tagging.TagOptions;
import io.otolex.service.tags.Tagging;
import io.otolex.service.uploads.Upload;
import io.otolex.service.uploads.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Scores recordings that come as tensors. */
@RestController
class InferController {

    private final ServedModel model;
    private final InferReader reader;
    private final Uploads uploads;
    private final Tagging tagging;
    private final Labels labels = Labels.audioSet();
    private final TagOptions everything;

    InferController(ModelDescription model, Uploads uploads, Tagging tagging) {
        this.model = new ServedModel(model);
        this.reader = new InferReader(uploads);
        this.uploads = uploads;
        this.tagging = tagging;
        this.everything = TagOptions.DEFAULT.with(Choice.of(model.classes(), 0));
    }

    /** Whatever the body's type is called: clients of this protocol name none, or that of bytes. */
    @PostMapping(
            path = {"/v2/models/{name}/infer", "/v2/models/{name}/versions/{version}/infer"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    InferResponse infer(
            @PathVariable String name,
            @PathVariable(required = false) @Nullable String version,
            HttpServletRequest request)
            throws AudioDecodingException {
        model.named(name, version);
        int jsonBytes = InferReader.jsonBytes(request);
        try (Upload body = uploads.body(request);
                InferRequest asked = reader.read(body, jsonBytes)) {
            var scores = new ArrayList<float[]>();
            for (Upload recording : asked.recordings()) {
                scores.add(scores(request, recording));
            }
            return new InferResponse(model.name(), model.version(), asked.id(), outputs(asked, scores));
        }
    }

    /** Every class in the model's own order. */
    private float[] scores(HttpServletRequest request, Upload recording) throws AudioDecodingException {
        var scores = new float[model.classes()];
        for (Tag tag :
                tagging.tag(request, recording, everything, Progress.NONE).tags()) {
            scores[tag.label().index()] = tag.score();
        }
        return scores;
    }

    private List<InferResponse.Output> outputs(InferRequest asked, List<float[]> scores) {
        return asked.outputs().stream()
                .map(output -> switch (output) {
                    case ServedModel.SCORES -> InferResponse.Output.of(output, scores);
                    case ServedModel.LABELS -> InferResponse.Output.ofTexts(output, all(Label::name));
                    default -> InferResponse.Output.ofTexts(output, all(Label::id));
                })
                .toList();
    }

    private List<String> all(Function<Label, String> text) {
        return labels.all().stream().map(text).toList();
    }
}
