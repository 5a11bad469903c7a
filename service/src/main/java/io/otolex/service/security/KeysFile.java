package io.otolex.service.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A keys file that is read again when it changes, so that a key is given or taken away without a restart. */
final class KeysFile {

    /*
     * A mounted secret changes by a swapped link, an editor's file by its time: content is compared, not times. A file
     * of a thousand keys is 100 KB; reading that every few seconds, and only when somebody asks, costs nothing.
     */

    static final Duration RECHECK = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(KeysFile.class);

    private final Path file;
    private final LongSupplier nanoTime;
    private String content;
    private ApiKeys keys;
    private long readAt;

    /** Reads the file, or refuses to start without it. */
    KeysFile(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
        try {
            this.content = Files.readString(file);
            this.keys = ApiKeys.parse(content.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the keys file cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ", " + e.getMessage(), e);
        }
        this.readAt = nanoTime.getAsLong();
    }

    synchronized ApiKeys keys() {
        if (nanoTime.getAsLong() - readAt >= RECHECK.toNanos()) {
            readAt = nanoTime.getAsLong();
            readAgain();
        }
        return keys;
    }

    /** A file that has become unreadable must not lock everybody out, nor let a key back in: what was good stays. */
    private void readAgain() {
        try {
            String now = Files.readString(file);
            if (!now.equals(content)) {
                content = now;
                keys = ApiKeys.parse(now.lines().toList());
                log.info("the keys file has changed and was read again");
            }
        } catch (IOException | IllegalArgumentException e) {
            log.error("the keys file cannot be used, the keys before it stay good: {}", e.toString());
        }
    }
}
