package io.otolex.audio.decode;

import java.io.IOException;
import java.io.RandomAccessFile;

/** Ogg: the last page is whole and says that it is the last. */
final class OggEnd implements ContainerEnd {

    static final String PAGE = "OggS";
    private static final int HEADER = 27;
    private static final int SEGMENTS = 26;
    private static final int FLAGS = 5;
    private static final int LAST = 4;
    private static final int LARGEST_PAGE = HEADER + 255 + 255 * 255;

    @Override
    public boolean isCut(RandomAccessFile file, long content) throws IOException {
        if (!ContainerEnd.startsWith(ContainerEnd.bytes(file, content, 4), PAGE)) {
            return false;
        }
        byte[] tail = tail(file, content);
        int page = lastPage(tail);
        return page < 0 || !isWhole(tail, page) || (tail[page + FLAGS] & LAST) == 0;
    }

    /** Enough for the last page, whole or not. */
    static byte[] tail(RandomAccessFile file, long content) throws IOException {
        return ContainerEnd.bytes(file, Math.max(content, file.length() - 2L * LARGEST_PAGE), 2 * LARGEST_PAGE);
    }

    /** Where it begins; negative if there is none. */
    static int lastPage(byte[] tail) {
        int at = tail.length - PAGE.length();
        while (at >= 0 && !ContainerEnd.matches(tail, at, PAGE)) {
            at--;
        }
        return at;
    }

    private static boolean isWhole(byte[] tail, int page) {
        if (page + HEADER > tail.length) {
            return false;
        }
        int segments = tail[page + SEGMENTS] & 0xff;
        long end = (long) page + HEADER + segments;
        for (int i = 0; i < segments && page + HEADER + i < tail.length; i++) {
            end += tail[page + HEADER + i] & 0xff;
        }
        return end <= tail.length;
    }
}
