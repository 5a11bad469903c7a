package io.otolex.service.openinference;

import io.otolex.service.uploads.Upload;
import io.otolex.service.uploads.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The tensors of one request, of which one must be recordings; closing it deletes what became of none. */
final class InputTensors implements AutoCloseable {

    private final Uploads uploads;
    private final List<InputTensor> tensors = new ArrayList<>();
    private @Nullable List<Upload> taken;

    InputTensors(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Reads one from behind its opening brace. */
    void read(JsonParser parser) {
        var tensor = new InputTensor(uploads);
        tensors.add(tensor);
        tensor.read(parser);
    }

    /** Reads the bytes behind the JSON, in the order of the tensors that have theirs there. */
    void readBinary(InputStream bytes, boolean areThere) throws IOException {
        for (InputTensor tensor : tensors) {
            if (tensor.isBinary()) {
                if (!areThere) {
                    throw InferReader.malformed("binary_data_size needs Inference-Header-Content-Length.");
                }
                tensor.readBinary(bytes);
            }
        }
    }

    /** From now on the caller's. */
    List<Upload> recordings() {
        if (tensors.size() != 1) {
            throw InferReader.malformed("There must be exactly one input: " + ServedModel.AUDIO
                    + " (BYTES, recordings in base64) or " + ServedModel.WAVEFORM + " (FP32, samples).");
        }
        List<Upload> recordings = tensors.get(0).recordings();
        taken = recordings;
        return recordings;
    }

    @Override
    public void close() {
        tensors.forEach(tensor -> tensor.closeAllBut(taken == null ? List.of() : taken));
    }
}
