package io.otolex.audio.decode;

import java.io.IOException;
import java.io.RandomAccessFile;

/** Finds where a recording begins behind its ID3v2 tags. */
final class Id3 {

    private static final int HEADER = 10;
    private static final int MOST_TAGS = 8;

    private Id3() {}

    static long end(RandomAccessFile file) throws IOException {
        long end = 0;
        for (int i = 0; i < MOST_TAGS; i++) {
            byte[] head = ContainerEnd.bytes(file, end, HEADER);
            if (head.length < HEADER || !ContainerEnd.startsWith(head, "ID3")) {
                return end;
            }
            int size = (head[6] & 0x7f) << 21 | (head[7] & 0x7f) << 14 | (head[8] & 0x7f) << 7 | (head[9] & 0x7f);
            end = Math.min(file.length(), end + HEADER + size);
        }
        return end;
    }
}
