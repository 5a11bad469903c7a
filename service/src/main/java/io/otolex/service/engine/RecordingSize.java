package io.otolex.service.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How long a recording probably is, from its first bytes and its size.
 *
 * @param seconds exact for most WAV and FLAC files, a guess for everything else
 * @param exact whether the header said it
 */
record RecordingSize(double seconds, boolean exact) {

    /** 64 kbit/s: speech has less, music more. */
    private static final double COMPRESSED_BYTES_PER_SECOND = 8_000;

    private static final int HEADER_BYTES = 44;

    static RecordingSize of(Path file) {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var header = new byte[HEADER_BYTES];
            boolean whole = in.read(header) == HEADER_BYTES;
            return whole ? of(ByteBuffer.wrap(header), in.length()) : new RecordingSize(0, false);
        } catch (IOException e) {
            return new RecordingSize(0, false); // decoding will say what is wrong with it
        }
    }

    private static RecordingSize of(ByteBuffer header, long bytes) {
        if (text(header, 0).equals("RIFF")
                && text(header, 8).equals("WAVE")
                && text(header, 12).equals("fmt ")) {
            long bytesPerSecond =
                    Integer.toUnsignedLong(header.order(ByteOrder.LITTLE_ENDIAN).getInt(28));
            return bytesPerSecond > 0 ? new RecordingSize((double) bytes / bytesPerSecond, true) : guess(bytes);
        }
        if (text(header, 0).equals("fLaC")) {
            return flac(header.order(ByteOrder.BIG_ENDIAN).getLong(18), bytes);
        }
        return guess(bytes);
    }

    /** 20 bits of rate, 8 of format, 36 of samples. */
    private static RecordingSize flac(long packed, long bytes) {
        long rateHz = packed >>> 44;
        long samples = packed & ((1L << 36) - 1);
        return rateHz > 0 && samples > 0 ? new RecordingSize((double) samples / rateHz, true) : guess(bytes);
    }

    private static RecordingSize guess(long bytes) {
        return new RecordingSize(bytes / COMPRESSED_BYTES_PER_SECOND, false);
    }

    private static String text(ByteBuffer header, int at) {
        var name = new byte[4];
        header.get(at, name);
        return new String(name, StandardCharsets.US_ASCII);
    }
}
