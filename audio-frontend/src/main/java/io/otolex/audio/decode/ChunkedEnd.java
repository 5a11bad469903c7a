package io.otolex.audio.decode;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** WAV and AIFF: the chunk of samples says how long it is. */
final class ChunkedEnd implements ContainerEnd {

    /** Writers that cannot know the end say 2^31 or 2^32, or a little less, or nothing. */
    private static final long UNKNOWN_SIZE = 0x7FFF_0000L;

    private static final int MAX_CHUNKS = 64;

    /** Whether a chunk that claims so much has less. */
    static boolean isCut(long claimed, long there) {
        return claimed < UNKNOWN_SIZE && claimed > there;
    }

    @Override
    public boolean isCut(RandomAccessFile file, long content) throws IOException {
        byte[] head = ContainerEnd.bytes(file, content, 12);
        if (ContainerEnd.startsWith(head, "RIFF") && ContainerEnd.matches(head, 8, "WAVE")) {
            return isCut(file, content + 12, "data", ByteOrder.LITTLE_ENDIAN);
        }
        return ContainerEnd.startsWith(head, "FORM")
                && ContainerEnd.matches(head, 8, "AIF")
                && isCut(file, content + 12, "SSND", ByteOrder.BIG_ENDIAN);
    }

    private static boolean isCut(RandomAccessFile file, long first, String samples, ByteOrder order)
            throws IOException {
        long at = first;
        for (int i = 0; i < MAX_CHUNKS; i++) {
            byte[] head = ContainerEnd.bytes(file, at, 8);
            if (head.length < 8) {
                return false;
            }
            long size =
                    Integer.toUnsignedLong(ByteBuffer.wrap(head).order(order).getInt(4));
            if (ContainerEnd.startsWith(head, samples)) {
                return isCut(size, file.length() - at - 8);
            }
            at += 8 + size + size % 2;
        }
        return false;
    }
}
