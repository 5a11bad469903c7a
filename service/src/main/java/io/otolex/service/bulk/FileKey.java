package io.otolex.service.bulk;

import io.otolex.model.checkpoint.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Which content a file had.
 *
 * @param sha256 of its bytes; null if they could not be read
 * @param bytes its size, -1 if it was not there
 * @param modifiedMillis since 1970, -1 if it was not there
 */
record FileKey(@Nullable String sha256, long bytes, long modifiedMillis) {

    static FileKey of(Path file) {
        FileKey glance = glance(file);
        if (!Files.isRegularFile(file)) {
            return glance; // a pipe would have to be waited for, and /dev/zero never ends
        }
        try {
            return new FileKey(Digests.sha256(file), glance.bytes, glance.modifiedMillis);
        } catch (IOException e) {
            return glance;
        }
    }

    /** Without reading it. */
    private static FileKey glance(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileKey(null, found.size(), found.lastModifiedTime().toMillis());
        } catch (IOException e) {
            return new FileKey(null, -1, -1);
        }
    }

    /** Whether the file still has this content; read only if its size or its time says otherwise. */
    boolean isStillOf(Path file) {
        FileKey now = glance(file);
        if (now.bytes == bytes && now.modifiedMillis == modifiedMillis) {
            return true;
        }
        return sha256 != null && now.bytes == bytes && sha256.equals(of(file).sha256);
    }
}
