package io.otolex.audio.decode;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Whether a demuxer may be sent to a place in an Ogg.
 *
 * <p>Beyond the end it finds no times there, and takes the last page for that place.
 */
final class OggLength {

    private static final int GRANULE = 6;
    private static final int FIRST_PACKET = 28; // behind a page's header with one segment
    private static final int VORBIS_RATE = FIRST_PACKET + 12;
    private static final int OPUS_RATE_HZ = 48_000;

    private OggLength() {}

    /** True too for what is no Ogg; false where it is not known, as in chained streams. */
    static boolean reaches(Path spool, double seconds) {
        try (var file = new RandomAccessFile(spool.toFile(), "r")) {
            byte[] head = ContainerEnd.bytes(file, 0, VORBIS_RATE + Integer.BYTES);
            return !ContainerEnd.startsWith(head, OggEnd.PAGE) || lastGranule(file) / rateHz(head) > seconds;
        } catch (IOException e) {
            throw new UncheckedIOException("the spooled upload cannot be read", e);
        }
    }

    private static double rateHz(byte[] head) {
        if (ContainerEnd.matches(head, FIRST_PACKET, "OpusHead")) {
            return OPUS_RATE_HZ;
        }
        boolean vorbis = ContainerEnd.matches(head, FIRST_PACKET + 1, "vorbis") && head.length >= VORBIS_RATE + 4;
        return vorbis
                ? ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(VORBIS_RATE)
                : Double.POSITIVE_INFINITY;
    }

    private static double lastGranule(RandomAccessFile file) throws IOException {
        byte[] tail = OggEnd.tail(file, 0);
        int page = OggEnd.lastPage(tail);
        boolean there = page >= 0 && page + GRANULE + Long.BYTES <= tail.length;
        return there ? ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getLong(page + GRANULE) : 0;
    }
}
