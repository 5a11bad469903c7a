package io.otolex.service.openinference;

import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemException;
import io.otolex.service.problems.ProblemType;
import io.otolex.service.uploads.Upload;
import io.otolex.service.uploads.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads requests of the protocol without having them in memory: JSON, and bytes behind it if the header says so. */
final class InferReader {

    /** Of the protocol's extension for binary tensors: how long the JSON is that comes first. */
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private static final int WHOLE_BODY = -1;
    private static final int MOST_INPUTS = 2;
    private static final int MOST_OUTPUTS = 16;
    private static final Set<String> OUTPUTS = Set.of(ServedModel.SCORES, ServedModel.LABELS, ServedModel.IDS);
    private static final List<String> USUAL = List.of(ServedModel.SCORES, ServedModel.LABELS);

    private static final JsonMapper JSON = new JsonMapper();

    private final Uploads uploads;

    InferReader(Uploads uploads) {
        this.uploads = uploads;
    }

    /** How much of a body is JSON; negative for all of it. */
    static int jsonBytes(HttpServletRequest request) {
        String length = request.getHeader(JSON_LENGTH);
        if (length == null) {
            return WHOLE_BODY;
        }
        if (!length.strip().matches("[0-9]{1,9}")) {
            throw malformed(JSON_LENGTH + " must be a number of bytes.");
        }
        return Integer.parseInt(length.strip());
    }

    /**
     * Reads one request.
     *
     * @param jsonBytes as {@link #jsonBytes} has found it
     * @throws ProblemException if it is not of the protocol, or not for this model
     */
    InferRequest read(Upload body, int jsonBytes) {
        try (InputStream in = Files.newInputStream(body.path());
                var tensors = new InputTensors(uploads)) {
            var asked = new Asked(tensors);
            try (JsonParser parser = JSON.createParser(jsonBytes < 0 ? in : new FirstBytes(in, jsonBytes))) {
                asked.read(parser);
            }
            tensors.readBinary(in, jsonBytes >= 0);
            return new InferRequest(asked.id, tensors.recordings(), asked.outputs.isEmpty() ? USUAL : asked.outputs);
        } catch (JacksonException e) {
            throw malformed("The body is not the JSON of this protocol: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("a request that was received cannot be read", e);
        }
    }

    static ProblemException malformed(String detail) {
        return new Problem(ProblemType.MALFORMED_REQUEST, detail).asException();
    }

    /** The members of one request. */
    private static final class Asked {
        private final InputTensors tensors;
        private final List<String> outputs = new ArrayList<>();
        private @Nullable String id;

        Asked(InputTensors tensors) {
            this.tensors = tensors;
        }

        void read(JsonParser parser) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("The body must be an object with inputs.");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "id" -> id = text(parser, "id");
                    case "inputs" -> each(parser, "inputs", MOST_INPUTS, tensors::read);
                    case "outputs" -> each(parser, "outputs", MOST_OUTPUTS, this::readOutput);
                    default -> parser.skipChildren();
                }
            }
        }

        private void readOutput(JsonParser parser) {
            String output = "";
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals("name")) {
                    output = text(parser, "name");
                } else {
                    parser.skipChildren();
                }
            }
            if (!OUTPUTS.contains(output)) {
                throw malformed("There is no such output; there are "
                        + OUTPUTS.stream().sorted().toList() + ".");
            }
            outputs.add(output);
        }
    }

    /** Something that reads one object, from behind its opening brace. */
    private interface Member {
        void read(JsonParser parser);
    }

    private static void each(JsonParser parser, String name, int most, Member member) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw malformed(name + " must be an array.");
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT || ++count > most) {
                throw malformed(name + " must be at most " + most + " objects.");
            }
            member.read(parser);
        }
    }

    static String text(JsonParser parser, String name) {
        if (parser.currentToken() != JsonToken.VALUE_STRING || parser.getStringLength() > 200) {
            throw malformed(name + " must be a string of at most 200 characters.");
        }
        return parser.getString();
    }
}
