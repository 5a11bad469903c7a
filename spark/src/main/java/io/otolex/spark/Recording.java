package io.otolex.spark;

import io.otolex.audio.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;

/** A recording as a file of this machine: as it lies, or copied for as long as it is used. */
final class Recording implements AutoCloseable {

    private static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"));

    private final Path path;
    private final AutoCloseable end;

    private Recording(Path path, AutoCloseable end) {
        this.path = path;
        this.end = end;
    }

    /** @param content a path of any file system that Hadoop knows, or bytes */
    static Recording of(Object content, Configuration hadoop, long maxBytes) throws IOException {
        if (content instanceof byte[] bytes) {
            return copied(new ByteArrayInputStream(bytes), maxBytes);
        }
        var remote = new org.apache.hadoop.fs.Path(content.toString());
        FileSystem files = remote.getFileSystem(hadoop);
        if (files instanceof LocalFileSystem local) {
            Path path = local.pathToFile(remote).toPath();
            long unused = Files.size(path); // a file that is not there is told as that
            return new Recording(path, () -> {});
        }
        try (InputStream in = files.open(remote)) {
            return copied(in, maxBytes);
        }
    }

    private static Recording copied(InputStream in, long maxBytes) throws IOException {
        Spool spool = Spool.of(in, maxBytes, DIRECTORY);
        return new Recording(spool.path(), spool);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try {
            end.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
