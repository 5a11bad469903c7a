package io.otolex.service.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** Names that have a row or are getting one; on disk, since there may be more of them than memory. */
final class SeenFiles implements AutoCloseable {

    private static final int CACHE_MEGABYTES = 16;
    private static final int BUFFER_KILOBYTES = 4096;

    private final Path file;
    private final MVStore store;
    private final MVMap<String, Boolean> names;

    /** @param file is made anew, and gone with {@link #close} */
    SeenFiles(Path file) throws IOException {
        Files.deleteIfExists(file);
        this.file = file;
        store = new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(CACHE_MEGABYTES)
                .autoCommitBufferSize(BUFFER_KILOBYTES)
                .open();
        names = store.openMap("seen");
    }

    /** Whether the name is new. */
    boolean add(String name) {
        return names.putIfAbsent(name, true) == null;
    }

    @Override
    public void close() throws IOException {
        store.closeImmediately();
        Files.deleteIfExists(file);
    }
}
