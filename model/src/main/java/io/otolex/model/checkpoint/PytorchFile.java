package io.otolex.model.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Placeholder. */
final class PytorchFile {
    private PytorchFile() {}

    static boolean isZip(byte[] start) {
        return start.length == 4 && start[0] == 'P' && start[1] == 'K';
    }

    static void refuseLegacy(byte[] start) throws CheckpointException {}

    static Map<String, Tensor> read(Path file) throws IOException {
        throw new CheckpointException("not yet");
    }
}
