package io.otolex.service.formats;

import java.io.Writer;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** One JSON document: everything that there is to say. */
final class Json implements TagFormat {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public boolean needsTimeline() {
        return false;
    }

    @Override
    public AnswerWriter to(Writer out) {
        return answer -> MAPPER.writeValue(out, answer);
    }
}
