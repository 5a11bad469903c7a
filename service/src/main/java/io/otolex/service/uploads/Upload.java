package io.otolex.service.uploads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A received recording: a private file that is deleted on close.
 *
 * @param path in the private folder; the client's name for it plays no part
 */
public record Upload(Path path) implements AutoCloseable {

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete an upload", e);
        }
    }
}
