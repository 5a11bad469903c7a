package io.otolex.service.openinference;

import io.otolex.service.options.Parameters;
import io.otolex.service.uploads.Upload;
import io.otolex.service.uploads.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/** One tensor while it is read; its elements go to files as they come, whatever order its members have. */
final class InputTensor {

    private static final int MOST_RECORDINGS = 32;
    private static final int MOST_DIMENSIONS = 4;
    private static final int LEAST_RATE_HZ = 4_000;
    private static final int MOST_RATE_HZ = 768_000;
    private static final String RATE = "sampling_rate";

    private final Uploads uploads;
    private final List<Upload> strings = new ArrayList<>();
    private final List<Upload> samples = new ArrayList<>(); // none or one
    private final List<Upload> waves = new ArrayList<>();
    private final List<Long> shape = new ArrayList<>();
    private String name = "";
    private String datatype = "";
    private int rateHz;
    private int binaryBytes = -1;

    InputTensor(Uploads uploads) {
        this.uploads = uploads;
    }

    boolean isBinary() {
        return binaryBytes >= 0;
    }

    void read(JsonParser parser) {
        for (String member = parser.nextName(); member != null; member = parser.nextName()) {
            parser.nextToken();
            switch (member) {
                case "name" -> name = InferReader.text(parser, "name");
                case "datatype" -> datatype = InferReader.text(parser, "datatype");
                case "shape" -> readShape(parser);
                case "parameters" -> readParameters(parser);
                case "data" -> readData(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readShape(JsonParser parser) {
        shape.clear();
        boolean array = parser.currentToken() == JsonToken.START_ARRAY;
        while (array && parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || shape.size() == MOST_DIMENSIONS) {
                throw InferReader.malformed("shape must be one to " + MOST_DIMENSIONS + " integers.");
            }
            shape.add((long) parser.getIntValue());
        }
    }

    private void readParameters(JsonParser parser) {
        boolean object = parser.currentToken() == JsonToken.START_OBJECT;
        for (String one = object ? parser.nextName() : null; one != null; one = parser.nextName()) {
            parser.nextToken();
            switch (one) {
                case RATE -> rateHz = integer(parser, RATE);
                case "binary_data_size" -> binaryBytes = integer(parser, "binary_data_size");
                default -> parser.skipChildren();
            }
        }
    }

    private static int integer(JsonParser parser, String name) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getIntValue() < 0) {
            throw Parameters.refusal(name, name + " must be a positive integer.");
        }
        return parser.getIntValue();
    }

    /** Flat or nested; what the elements are is seen by the first. */
    private void readData(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_ARRAY || !strings.isEmpty() || !samples.isEmpty()) {
            throw InferReader.malformed("data must be one array.");
        }
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_ARRAY) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING && samples.isEmpty()) {
                addString(parser);
            } else if (token != null && token.isNumeric() && strings.isEmpty()) {
                depth = addSamples(parser, depth);
            } else {
                throw InferReader.malformed("data must be strings of base64, or numbers.");
            }
        }
    }

    private void addString(JsonParser parser) {
        requireFewer();
        strings.add(uploads.unwrapped(out -> {
            try {
                parser.readBinaryValue(out);
            } catch (JacksonIOException e) {
                throw e.getCause();
            }
        }));
    }

    private void requireFewer() {
        if (strings.size() == MOST_RECORDINGS) {
            throw InferReader.malformed("At most " + MOST_RECORDINGS + " recordings can be in one request.");
        }
    }

    /** From the first number to the end of all of them; returns the depth that is left, which is none. */
    private int addSamples(JsonParser parser, int depth) {
        samples.add(uploads.unwrapped(out -> writeSamples(parser, depth, out)));
        return 0;
    }

    private void writeSamples(JsonParser parser, int depth, OutputStream out) throws IOException {
        var one = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long left = uploads.maxBytes() / Float.BYTES;
        int open = depth;
        for (JsonToken token = parser.currentToken(); open > 0; token = open > 0 ? parser.nextToken() : token) {
            if (token == JsonToken.START_ARRAY) {
                open++;
            } else if (token == JsonToken.END_ARRAY) {
                open--;
            } else if (token != null && token.isNumeric() && left-- > 0) {
                out.write(one.putFloat(0, parser.getFloatValue()).array());
            } else {
                throw InferReader.malformed(
                        "data must be numbers only, and no more of them than an upload may be long.");
            }
        }
    }

    void readBinary(InputStream bytes) throws IOException {
        if (datatype.equals(ServedModel.FP32)) {
            samples.add(copied(bytes, binaryBytes));
            return;
        }
        int left = binaryBytes;
        while (left > 0) {
            requireFewer();
            int length = ByteBuffer.wrap(exactly(bytes, Integer.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getInt();
            left -= Integer.BYTES;
            if (length < 0 || length > left) {
                throw InferReader.malformed("The bytes of " + ServedModel.AUDIO + " are not as long as they say.");
            }
            strings.add(copied(bytes, length));
            left -= length;
        }
    }

    private Upload copied(InputStream bytes, int count) {
        return uploads.unwrapped(out -> {
            var buffer = new byte[1 << 16];
            for (int left = count; left > 0; ) {
                int read = bytes.read(buffer, 0, Math.min(left, buffer.length));
                if (read < 0) {
                    throw InferReader.malformed("The body ends before the tensors that it announces.");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        });
    }

    private static byte[] exactly(InputStream bytes, int count) throws IOException {
        byte[] read = bytes.readNBytes(count);
        if (read.length < count) {
            throw InferReader.malformed("The body ends before the tensors that it announces.");
        }
        return read;
    }

    List<Upload> recordings() {
        if (name.equals(ServedModel.AUDIO) && datatype.equals(ServedModel.BYTES)) {
            requireShape(strings.size());
            return List.copyOf(strings);
        }
        if (name.equals(ServedModel.WAVEFORM) && datatype.equals(ServedModel.FP32)) {
            return waves();
        }
        throw InferReader.malformed("The input must be " + ServedModel.AUDIO + " of " + ServedModel.BYTES + " or "
                + ServedModel.WAVEFORM + " of " + ServedModel.FP32 + ".");
    }

    private void requireShape(long elements) {
        long product = 1;
        for (long size : shape) {
            product = size < 1 || size > Integer.MAX_VALUE / product ? -1 : product * size;
            if (product < 0) {
                break;
            }
        }
        if (shape.isEmpty() || product != elements) {
            throw InferReader.malformed("shape " + shape + " is not that of the " + elements + " elements of data.");
        }
    }

    /** A recording for each row; a tensor of one dimension is one. */
    private List<Upload> waves() {
        long bytes = samples.isEmpty() ? 0 : samples.get(0).path().toFile().length();
        requireShape(bytes / Float.BYTES);
        if (rateHz < LEAST_RATE_HZ || rateHz > MOST_RATE_HZ) {
            throw Parameters.refusal(
                    RATE,
                    "The input's parameter " + RATE + " must be in the range " + LEAST_RATE_HZ + " to " + MOST_RATE_HZ
                            + ", in Hz.");
        }
        long rowBytes = Float.BYTES * shape.get(shape.size() - 1);
        if (bytes / rowBytes > MOST_RECORDINGS) {
            throw InferReader.malformed("At most " + MOST_RECORDINGS + " recordings can be in one request.");
        }
        for (long from = 0; from < bytes; from += rowBytes) {
            long start = from;
            waves.add(uploads.unwrapped(out -> FloatWav.write(samples.get(0).path(), start, rowBytes, rateHz, out)));
        }
        return List.copyOf(waves);
    }

    void closeAllBut(List<Upload> kept) {
        for (List<Upload> files : List.of(strings, samples, waves)) {
            files.stream().filter(file -> !kept.contains(file)).forEach(Upload::close);
        }
    }
}
