package io.otolex.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An upload on disk, where a decoder can seek in it: a file that only this user reads, gone with {@link #close}.
 *
 * <p>The sender's file name is not kept anywhere.
 */
public final class Spool implements AutoCloseable {

    private final Path path;
    private final long size;

    private Spool(Path path, long size) {
        this.path = path;
        this.size = size;
    }

    /**
     * Copies a stream to its end.
     *
     * @param maxBytes one byte more is refused, after at most that many have been written
     * @param directory where the file is made, which must exist; memory-backed ones save the disk and cost memory
     * @throws TooLarge if there is more; nothing is left on disk then, nor after any other failure
     */
    public static Spool of(InputStream upload, long maxBytes, Path directory) throws IOException {
        Path path = Files.createTempFile(directory, "otolex-", ".spool"); // readable by its owner only
        try {
            return new Spool(path, copy(upload, maxBytes, path));
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static long copy(InputStream upload, long maxBytes, Path path) throws IOException {
        var buffer = new byte[64 * 1024];
        long size = 0;
        try (OutputStream file = Files.newOutputStream(path)) {
            for (int count = upload.read(buffer); count >= 0; count = upload.read(buffer)) {
                size += count;
                if (size > maxBytes) {
                    throw new TooLarge(maxBytes);
                }
                file.write(buffer, 0, count);
            }
        }
        return size;
    }

    public Path path() {
        return path;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    /** An upload is larger than it may be. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
        private final long maxBytes;

        TooLarge(long maxBytes) {
            super("the upload is larger than " + maxBytes + " bytes");
            this.maxBytes = maxBytes;
        }

        public long maxBytes() {
            return maxBytes;
        }
    }
}
