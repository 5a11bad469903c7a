package io.otolex.audio.decode;

import java.io.IOException;
import java.io.RandomAccessFile;

/** MP3 and AAC as bare frames: the last frame is whole, and there are as many bytes as a Xing header announces. */
final class FramedEnd implements ContainerEnd {

    /*
     * In the last bytes of the file, a frame is what is followed by two more where its length says. From there the chain
     * is followed to its end: into the end of the file, or into a tag, or into a frame that is longer than what is left.
     */

    private static final int TAIL = 1 << 15;
    private static final int CHAIN = 3;

    /** Tags at the end may have been taken away since the header was written. */
    private static final int TOLERANCE = 4096;

    @Override
    public boolean isCut(RandomAccessFile file, long content) throws IOException {
        byte[] head = ContainerEnd.bytes(file, content, 256);
        if (MpegFrame.length(head, 0) == 0) {
            return false;
        }
        byte[] tail = ContainerEnd.bytes(file, Math.max(content, file.length() - TAIL), TAIL);
        return endsInAFrame(tail) || content + MpegFrame.announcedBytes(head) > file.length() + TOLERANCE;
    }

    private static boolean endsInAFrame(byte[] tail) {
        for (int at = 0; at < tail.length - 6; at++) {
            if (isChain(tail, at)) {
                return endOfChain(tail, at) > tail.length;
            }
        }
        return false;
    }

    private static boolean isChain(byte[] tail, int from) {
        int at = from;
        for (int i = 0; i < CHAIN; i++) {
            int length = MpegFrame.length(tail, at);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private static int endOfChain(byte[] tail, int from) {
        int at = from;
        for (int length = MpegFrame.length(tail, at); length > 0; length = MpegFrame.length(tail, at)) {
            at += length;
        }
        return at;
    }
}
