package io.otolex.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A trained network's numbers by name.
 *
 * @param tensors in the order of the file
 * @param metadata what the file says of itself; empty for PyTorch files
 * @param sha256 of the file's bytes, in lower-case hexadecimal
 */
public record Checkpoint(Map<String, Tensor> tensors, Map<String, String> metadata, String sha256) {

    public Checkpoint {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Map.copyOf(metadata);
    }

    /**
     * Reads a file, whatever its name: safetensors, or the zip that {@code torch.save} has written since PyTorch 1.6.
     * The numbers stay in the file, mapped, until somebody asks for them.
     *
     * @throws CheckpointException if the file is neither, or lies about its content
     */
    public static Checkpoint read(Path file) throws IOException {
        String sha256 = Digests.sha256(file);
        byte[] start = start(file);
        if (PytorchFile.isZip(start)) {
            return new Checkpoint(PytorchFile.read(file), Map.of(), sha256);
        }
        PytorchFile.refuseLegacy(start);
        try (FileChannel channel = FileChannel.open(file)) {
            return of(Safetensors.read(ByteSource.of(channel)), sha256);
        }
    }

    /** Reads the bytes of a safetensors file. */
    public static Checkpoint read(byte[] safetensors) throws IOException {
        return of(Safetensors.read(ByteSource.of(safetensors)), Digests.sha256(safetensors));
    }

    private static Checkpoint of(Safetensors.Content content, String sha256) {
        return new Checkpoint(content.tensors(), content.metadata(), sha256);
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(4);
        }
    }

    public Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }

    /**
     * The same file, of which somebody knows more than its header says.
     *
     * @throws CheckpointException if the header says otherwise
     */
    public Checkpoint with(Map<String, String> facts) throws CheckpointException {
        Map<String, String> more = new LinkedHashMap<>(metadata);
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            String stated = more.put(fact.getKey(), fact.getValue());
            if (stated != null && !stated.equals(fact.getValue())) {
                throw new CheckpointException(
                        "the header says " + fact.getKey() + " = " + stated + ", not " + fact.getValue());
            }
        }
        return new Checkpoint(tensors, more, sha256);
    }

    /** The same file with only the tensors whose names pass. */
    public Checkpoint only(Predicate<String> names) {
        return new Checkpoint(
                tensors.entrySet().stream()
                        .filter(entry -> names.test(entry.getKey()))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new)),
                metadata,
                sha256);
    }
}
