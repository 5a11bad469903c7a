package io.otolex.audio.decode;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Whether a file ends before what its own structure announces, of one kind of container. */
interface ContainerEnd {

    List<ContainerEnd> KNOWN = List.of(new ChunkedEnd(), new OggEnd(), new FlacEnd(), new FramedEnd());

    /**
     * Whether this file does; false for any other kind.
     *
     * @param content where it begins, behind the tags of whoever catalogued it
     */
    boolean isCut(RandomAccessFile file, long content) throws IOException;

    /** A file in none of these containers is left to its decoder to judge. */
    static boolean isCut(Path spool) {
        try (var file = new RandomAccessFile(spool.toFile(), "r")) {
            long content = Id3.end(file);
            for (ContainerEnd known : KNOWN) {
                if (known.isCut(file, content)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the spooled upload cannot be read", e);
        }
    }

    /** Some bytes from a place in the file, fewer at its end. */
    static byte[] bytes(RandomAccessFile file, long from, int count) throws IOException {
        var bytes = new byte[(int) Math.max(0, Math.min(count, file.length() - from))];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    static boolean startsWith(byte[] bytes, String magic) {
        return matches(bytes, 0, magic);
    }

    static boolean matches(byte[] bytes, int from, String magic) {
        if (from + magic.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if (bytes[from + i] != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
