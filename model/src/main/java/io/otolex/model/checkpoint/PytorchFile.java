package io.otolex.model.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What {@code torch.save} writes: a zip with a pickle ({@code data.pkl}) and the raw numbers ({@code data/KEY}).
 *
 * <p>The entries must be stored, as PyTorch stores them: what is not compressed cannot be a zip bomb, so that nothing
 * read here is larger than the file.
 */
final class PytorchFile {

    /** Weights alone take 30 kB, but a trainer may have put numpy arrays of its sampler beside them, into the pickle. */
    private static final int MAX_PICKLE_BYTES = 256_000_000;

    /** Where projects keep the weights inside what they save, in the order of trust. */
    private static final List<String> WEIGHTS = List.of("model", "state_dict", "model_state_dict");

    private static final byte[] LEGACY_MAGIC = {(byte) 0x80, 2, (byte) 0x8a, 10};

    private final ZipFile zip;
    private final String root;
    private final Map<String, ByteBuffer> storages = new HashMap<>();

    private PytorchFile(ZipFile zip, String root) {
        this.zip = zip;
        this.root = root;
    }

    static boolean isZip(byte[] start) {
        return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    /** PyTorch before 1.6 wrote a row of pickles; reading them is not worth the risk. */
    static void refuseLegacy(byte[] start) throws CheckpointException {
        if (Arrays.equals(start, LEGACY_MAGIC)) {
            throw new CheckpointException("a PyTorch file from before version 1.6 (no zip); "
                    + "load it with a recent PyTorch and save it again, or use the safetensors file");
        }
    }

    static Map<String, Tensor> read(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            return new PytorchFile(zip, root(zip)).weights();
        } catch (ZipException | EOFException | IllegalArgumentException e) { // the last: a name that is not UTF-8
            throw new CheckpointException("the zip is broken: " + e.getMessage(), e);
        }
    }

    private static String root(ZipFile zip) throws CheckpointException {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith("/data.pkl") && name.indexOf('/') == name.length() - "/data.pkl".length())
                .map(name -> name.substring(0, name.indexOf('/') + 1))
                .findFirst()
                .orElseThrow(() -> new CheckpointException("a zip, but not one of PyTorch's: it has no data.pkl"));
    }

    private Map<String, Tensor> weights() throws IOException {
        if (zip.getEntry(root + "constants.pkl") != null) {
            throw new CheckpointException("a TorchScript program, not a checkpoint; save its state_dict() instead");
        }
        refuseBigEndian();
        Object saved = Unpickler.read(bytes("data.pkl", MAX_PICKLE_BYTES));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : weightsIn(saved).entrySet()) {
            if (entry.getValue() instanceof Unpickled.TensorRef tensor) {
                tensors.put(String.valueOf(entry.getKey()), tensor(String.valueOf(entry.getKey()), tensor));
            }
        }
        if (tensors.isEmpty()) {
            throw new CheckpointException("no tensors, neither under one of " + WEIGHTS + " nor beside each other");
        }
        return tensors;
    }

    private static Map<?, ?> weightsIn(Object saved) throws CheckpointException {
        if (!(saved instanceof Map<?, ?> dict)) {
            throw new CheckpointException("the file does not hold a dictionary of tensors");
        }
        for (String key : WEIGHTS) {
            if (dict.get(key) instanceof Map<?, ?> weights) {
                return weights;
            }
        }
        return dict;
    }

    private void refuseBigEndian() throws IOException {
        if (zip.getEntry(root + "byteorder") != null) {
            String order = Utf8.decode(bytes("byteorder", 100)).strip();
            if (!order.equals("little")) {
                throw new CheckpointException(
                        "written on a machine of byte order '" + order + "'; only little is read");
            }
        }
    }

    private Tensor tensor(String name, Unpickled.TensorRef ref) throws IOException {
        try {
            return ref.over(storage(ref.storage()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CheckpointException(name + ": " + e.getMessage(), e);
        }
    }

    private ByteBuffer storage(Unpickled.StorageRef ref) throws IOException {
        ByteBuffer known = storages.get(ref.key());
        if (known != null) {
            return known;
        }
        ByteBuffer read = bytes("data/" + ref.key(), Integer.MAX_VALUE - 8);
        storages.put(ref.key(), read);
        return read;
    }

    private ByteBuffer bytes(String name, long maxBytes) throws IOException {
        ZipEntry entry = zip.getEntry(root + name);
        if (entry == null) {
            throw new CheckpointException("the zip has no " + name);
        }
        if (entry.getMethod() != ZipEntry.STORED) {
            throw new CheckpointException(name + " is compressed; PyTorch stores its entries plainly");
        }
        if (entry.getSize() > maxBytes || entry.getSize() != entry.getCompressedSize()) {
            throw new CheckpointException(name + " claims " + entry.getSize() + " bytes");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            // not readNBytes(size): the size is a claim until the bytes have come
            return ByteBuffer.wrap(in.readAllBytes());
        }
    }
}
