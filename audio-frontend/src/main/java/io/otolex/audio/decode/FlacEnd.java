package io.otolex.audio.decode;

import java.io.IOException;
import java.io.RandomAccessFile;

/** FLAC: the last frame reaches the number of samples that the head of the stream announces. */
final class FlacEnd implements ContainerEnd {

    /*
     * A frame begins with 14 bits of ones and a zero, and its header ends with a checksum of 8 bits. In it stand the
     * frame's number, or that of its first sample, in the manner of UTF-8, and how many samples it has.
     *
     * Some of what looks like a header is none, one of 16 million bytes. So the frame that reaches the end is sought: it is
     * in the last 128 kB of any whole file. Where no header is found at all, nothing is said.
     */

    private static final int STREAM_INFO = 8; // behind "fLaC" and the block's own head
    private static final int TAIL = 1 << 17;
    private static final int LONGEST_HEADER = 16;

    @Override
    public boolean isCut(RandomAccessFile file, long content) throws IOException {
        byte[] head = ContainerEnd.bytes(file, content, STREAM_INFO + 18);
        if (!ContainerEnd.startsWith(head, "fLaC") || head.length < STREAM_INFO + 18) {
            return false;
        }
        long announced = number(head, STREAM_INFO + 13, 5) & 0xF_FFFF_FFFFL;
        long blockSize = number(head, STREAM_INFO + 2, 2);
        long from = Math.max(content + STREAM_INFO + 34, file.length() - TAIL);
        byte[] tail = ContainerEnd.bytes(file, from, TAIL);
        boolean cut = false;
        for (int at = 0; at < tail.length - LONGEST_HEADER / 2; at++) {
            if (isHeader(tail, at)) {
                cut = true;
                if (announced == 0 || endOf(tail, at, blockSize) == announced) {
                    return false;
                }
            }
        }
        return cut;
    }

    private static boolean isHeader(byte[] bytes, int at) {
        boolean begins = (bytes[at] & 0xff) == 0xff && (bytes[at + 1] & 0xfe) == 0xf8;
        int length = begins ? headerLength(bytes, at) : 0;
        return length > 0
                && length <= LONGEST_HEADER
                && at + length < bytes.length
                && crc8(bytes, at, length) == (bytes[at + length] & 0xff);
    }

    /** Without its checksum; 0 for what cannot be one. */
    private static int headerLength(byte[] bytes, int at) {
        int size = bytes[at + 2] >> 4 & 0xf;
        int rate = bytes[at + 2] & 0xf;
        int number = numberLength(bytes[at + 4]);
        if (size == 0 || rate == 15 || number == 0 || (bytes[at + 3] & 1) != 0) {
            return 0;
        }
        return 4 + number + (size == 6 ? 1 : size == 7 ? 2 : 0) + (rate == 12 ? 1 : rate > 12 ? 2 : 0);
    }

    private static int numberLength(byte first) {
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        return ones == 0 ? 1 : ones == 1 || ones > 7 ? 0 : ones;
    }

    /** The number of the first sample behind a frame. */
    private static long endOf(byte[] bytes, int at, long blockSize) {
        int length = numberLength(bytes[at + 4]);
        long number = length == 1 ? bytes[at + 4] : bytes[at + 4] & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            number = number << 6 | (bytes[at + 4 + i] & 0x3f);
        }
        boolean countsSamples = (bytes[at + 1] & 1) == 1;
        return (countsSamples ? number : number * blockSize) + samples(bytes, at, length);
    }

    private static long samples(byte[] bytes, int at, int numberLength) {
        int size = bytes[at + 2] >> 4 & 0xf;
        return switch (size) {
            case 1 -> 192;
            case 2, 3, 4, 5 -> 576L << (size - 2);
            case 6 -> number(bytes, at + 4 + numberLength, 1) + 1;
            case 7 -> number(bytes, at + 4 + numberLength, 2) + 1;
            default -> 256L << (size - 8);
        };
    }

    private static long number(byte[] bytes, int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = number << 8 | (bytes[i] & 0xff);
        }
        return number;
    }

    private static int crc8(byte[] bytes, int from, int count) {
        int crc = 0;
        for (int i = from; i < from + count; i++) {
            crc ^= bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc << 1 ^ (crc >> 7) * 0x07) & 0xff;
            }
        }
        return crc;
    }
}
