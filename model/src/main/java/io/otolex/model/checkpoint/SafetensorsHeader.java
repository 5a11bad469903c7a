package io.otolex.model.checkpoint;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON header of a safetensors file, read as a stream: a duplicate key is seen, and nesting cannot exhaust the stack.
 *
 * @param entries in the order of the header
 * @param metadata the strings under {@code __metadata__}
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {

    /** Where a tensor lies, in bytes after the header. */
    record Entry(String name, Dtype dtype, Shape shape, long begin, long end) {
        Entry {
            long bytes = (long) shape.count() * dtype.bytes();
            if (begin < 0 || end < begin || end - begin != bytes) {
                throw new IllegalArgumentException(name + ": " + shape + " of " + dtype + " takes " + bytes
                        + " bytes, its range is " + begin + " to " + end);
            }
        }
    }

    static SafetensorsHeader parse(JsonReader json) throws IOException {
        var header = new SafetensorsHeader(new ArrayList<>(), new LinkedHashMap<>());
        Set<String> seen = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (!seen.add(name)) {
                throw new CheckpointException("safetensors header: " + name + " appears twice");
            }
            header.add(name, json);
        }
        json.endObject();
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new CheckpointException("safetensors header: text after the end");
        }
        return header;
    }

    private void add(String name, JsonReader json) throws IOException {
        if (!name.equals("__metadata__")) {
            entries.add(entry(name, json));
            return;
        }
        json.beginObject();
        while (json.hasNext()) {
            metadata.put(json.nextName(), json.nextString());
        }
        json.endObject();
    }

    private static Entry entry(String name, JsonReader json) throws IOException {
        Dtype dtype = null;
        List<Long> shape = null;
        List<Long> range = null;
        json.beginObject();
        while (json.hasNext()) {
            String field = json.nextName();
            switch (field) {
                case "dtype" -> dtype = dtype(name, json.nextString());
                case "shape" -> shape = longs(json);
                case "data_offsets" -> range = longs(json);
                default -> throw new CheckpointException("safetensors header: " + name + " has a field " + field);
            }
        }
        json.endObject();
        if (dtype == null || shape == null || range == null || range.size() != 2) {
            throw new CheckpointException("safetensors header: " + name + " needs dtype, shape and two data_offsets");
        }
        return new Entry(name, dtype, shape(name, shape), range.get(0), range.get(1));
    }

    private static Dtype dtype(String name, String text) throws CheckpointException {
        try {
            return Dtype.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException("safetensors header: " + name + " has the unknown dtype " + text, e);
        }
    }

    private static Shape shape(String name, List<Long> sizes) throws CheckpointException {
        try {
            return new Shape(sizes.stream().map(Math::toIntExact).toList());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CheckpointException("safetensors header: " + name + " has the shape " + sizes, e);
        }
    }

    private static List<Long> longs(JsonReader json) throws IOException {
        List<Long> numbers = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            numbers.add(json.nextLong());
        }
        json.endArray();
        return numbers;
    }
}
