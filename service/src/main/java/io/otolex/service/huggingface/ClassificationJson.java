package io.otolex.service.huggingface;

import io.otolex.service.options.Parameters;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemException;
import io.otolex.service.problems.ProblemType;
import io.otolex.service.uploads.Upload;
import io.otolex.service.uploads.Uploads;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of a classification, read without having it in memory. Closing it deletes the recording. */
final class ClassificationJson implements AutoCloseable {

    static final String TOP_K = "top_k";
    static final int DEFAULT_TOP_K = 5;

    private static final String INPUTS = "inputs";
    private static final String PARAMETERS = "parameters";
    private static final String FUNCTION = "function_to_apply";
    private static final String SIGMOID = "sigmoid";

    private static final JsonMapper JSON = new JsonMapper();

    private final Uploads uploads;
    private final int most;
    private @Nullable Upload recording;
    private int topK = DEFAULT_TOP_K;

    private ClassificationJson(Uploads uploads, int most) {
        this.uploads = uploads;
        this.most = most;
    }

    /**
     * Reads {@code {"inputs": base64, "parameters": {"top_k": 5}}}.
     *
     * @param most labels that can be asked for
     * @throws ProblemException if it is anything else
     */
    static ClassificationJson read(Upload body, Uploads uploads, int most) {
        var asked = new ClassificationJson(uploads, most);
        try (JsonParser parser = JSON.createParser(body.path())) {
            asked.read(parser);
            asked.recording();
            return asked;
        } catch (JacksonException e) {
            asked.close();
            throw malformed("The body is not the JSON of this protocol: " + e.getOriginalMessage() + ".");
        } catch (RuntimeException e) {
            asked.close();
            throw e;
        }
    }

    Upload recording() {
        if (recording == null) {
            throw malformed("There is no " + INPUTS + "; it is the recording in base64.");
        }
        return recording;
    }

    int topK() {
        return topK;
    }

    private void read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("The body must be an object with " + INPUTS + ".");
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case INPUTS -> readInputs(parser);
                case PARAMETERS -> readParameters(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readInputs(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_STRING || recording != null) {
            throw Parameters.refusal(INPUTS, INPUTS + " must be one string: the recording in base64.");
        }
        recording = uploads.unwrapped(out -> {
            try {
                parser.readBinaryValue(out);
            } catch (JacksonIOException e) {
                throw e.getCause();
            }
        });
    }

    private void readParameters(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Parameters.refusal(PARAMETERS, PARAMETERS + " must be an object.");
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                readParameter(name, parser);
            }
        }
    }

    /** Others are that library's own affair: they are about its pipelines. */
    private void readParameter(String name, JsonParser parser) {
        switch (name) {
            case TOP_K -> topK = integer(parser);
            case FUNCTION -> requireSigmoid(parser);
            default -> parser.skipChildren();
        }
    }

    private int integer(JsonParser parser) {
        boolean inRange = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT
                && parser.getIntValue() >= 1
                && parser.getIntValue() <= most;
        if (!inRange) {
            throw Parameters.refusal(TOP_K, TOP_K + " must be an integer in the range 1 to " + most + ".");
        }
        return parser.getIntValue();
    }

    private static void requireSigmoid(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_STRING
                || !parser.getString().equals(SIGMOID)) {
            throw Parameters.refusal(
                    FUNCTION, FUNCTION + " must be " + SIGMOID + ": several sounds can be there at once.");
        }
    }

    private static ProblemException malformed(String detail) {
        return new Problem(ProblemType.MALFORMED_REQUEST, detail).asException();
    }

    @Override
    public void close() {
        if (recording != null) {
            recording.close();
        }
    }
}
