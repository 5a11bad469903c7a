package io.otolex.model.checkpoint;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: eight bytes of header length, a JSON header, then the numbers.
 *
 * <p>The header is untrusted. Everything it claims is checked against the file before a byte is looked at: the ranges
 * must fit their shapes and tile the data without gap or overlap, as the format's own reader demands.
 */
final class Safetensors {

    /** The format allows 100 MB; the largest network of this family needs 200 kB. */
    private static final long MAX_HEADER_BYTES = 10_000_000;

    private static final int LENGTH_BYTES = 8;

    private Safetensors() {}

    /** What a file holds, in the order of the data. */
    record Content(Map<String, Tensor> tensors, Map<String, String> metadata) {}

    static Content read(ByteSource file) throws IOException {
        int headerBytes = headerBytes(file);
        SafetensorsHeader header = parse(file.view(LENGTH_BYTES, headerBytes));
        long dataStart = (long) LENGTH_BYTES + headerBytes;
        List<SafetensorsHeader.Entry> entries = inOrder(header, file.size() - dataStart);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : entries) {
            tensors.put(entry.name(), tensor(file, dataStart, entry));
        }
        return new Content(tensors, header.metadata());
    }

    private static int headerBytes(ByteSource file) throws IOException {
        if (file.size() < LENGTH_BYTES + 2) {
            throw new CheckpointException("not safetensors: only " + file.size() + " bytes");
        }
        long length = file.view(0, LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > MAX_HEADER_BYTES || length > file.size() - LENGTH_BYTES) {
            throw new CheckpointException("not safetensors: a header of " + Long.toUnsignedString(length)
                    + " bytes in a file of " + file.size());
        }
        return (int) length;
    }

    private static SafetensorsHeader parse(ByteBuffer json) throws CheckpointException {
        try (var reader = new JsonReader(new java.io.StringReader(Utf8.decode(json)))) {
            return SafetensorsHeader.parse(reader);
        } catch (CheckpointException e) {
            throw e;
        } catch (IOException | IllegalStateException | IllegalArgumentException | ArithmeticException e) {
            throw new CheckpointException("safetensors header: " + e.getMessage(), e);
        }
    }

    private static List<SafetensorsHeader.Entry> inOrder(SafetensorsHeader header, long dataBytes)
            throws CheckpointException {
        List<SafetensorsHeader.Entry> sorted = header.entries().stream()
                .sorted(Comparator.comparingLong(SafetensorsHeader.Entry::begin)
                        .thenComparingLong(SafetensorsHeader.Entry::end))
                .toList();
        long expected = 0;
        for (SafetensorsHeader.Entry entry : sorted) {
            if (entry.begin() != expected) {
                throw new CheckpointException("safetensors: data of " + entry.name() + " begins at " + entry.begin()
                        + ", expected at " + expected);
            }
            expected = entry.end();
        }
        if (expected != dataBytes) {
            throw new CheckpointException(
                    "safetensors: the header describes " + expected + " bytes of data, the file has " + dataBytes);
        }
        return sorted;
    }

    private static Tensor tensor(ByteSource file, long dataStart, SafetensorsHeader.Entry entry) throws IOException {
        long length = entry.end() - entry.begin();
        if (length > Integer.MAX_VALUE) {
            throw new CheckpointException("safetensors: " + entry.name() + " takes " + length + " bytes");
        }
        return new Tensor(entry.dtype(), entry.shape(), file.view(dataStart + entry.begin(), (int) length));
    }
}
