package io.otolex.service.openinference;

import io.otolex.service.uploads.Upload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be inferred. Closing it deletes the recordings.
 *
 * @param id repeated in the answer
 * @param recordings at least one
 * @param outputs the names of those that are wanted
 */
record InferRequest(@Nullable String id, List<Upload> recordings, List<String> outputs) implements AutoCloseable {

    @Override
    public void close() {
        recordings.forEach(Upload::close);
    }
}
