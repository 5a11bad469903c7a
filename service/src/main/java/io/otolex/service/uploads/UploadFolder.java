package io.otolex.service.uploads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The private folder of this process, gone when it ends. */
final class UploadFolder implements AutoCloseable {

    /*
     * A killed process cannot tidy up, so the next one does. A folder's lock file lies beside it, is locked before the
     * folder is made and for as long as its process lives: a folder whose lock can be taken has lost its process, and
     * a sibling at work is never swept. Folders of this very process are not even looked at: POSIX drops a process's
     * lock as soon as any channel to the file is closed.
     */

    private static final Logger log = LoggerFactory.getLogger(UploadFolder.class);
    private static final String PREFIX = "otolex-uploads-";

    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;

    private UploadFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Sweeps what earlier processes left in {@code parent} and makes a new folder that only this user can read. */
    static UploadFolder in(Path parent) throws IOException {
        Files.createDirectories(parent);
        sweep(parent);
        Path folder = parent.toRealPath().resolve(PREFIX + UUID.randomUUID());
        OURS.add(folder);
        FileChannel lock = FileChannel.open(lockOf(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        Files.createDirectory(folder, PrivateFiles.FOLDER);
        return new UploadFolder(folder, lock);
    }

    Path path() {
        return folder;
    }

    /** What the uploads take now; files that go away meanwhile count as nothing. */
    long bytes() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent.toRealPath(), PREFIX + "*")) {
            for (Path found : folders) {
                if (Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS) && !OURS.contains(found)) {
                    sweepIfAbandoned(found);
                }
            }
        }
    }

    private static void sweepIfAbandoned(Path found) {
        try (FileChannel channel =
                        FileChannel.open(lockOf(found), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            if (taken != null) {
                delete(found);
                log.info("removed uploads that an earlier process left in {}", found);
            }
        } catch (OverlappingFileLockException inUse) {
            log.debug("{} belongs to this process", found);
        } catch (IOException e) {
            log.warn("cannot remove old uploads in {}: {}", found, e.toString());
        }
    }

    private static void delete(Path folder) throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        Files.deleteIfExists(lockOf(folder));
    }

    private static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".lock");
    }

    @Override
    public void close() {
        try (lock) {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        } finally {
            OURS.remove(folder);
        }
    }
}
