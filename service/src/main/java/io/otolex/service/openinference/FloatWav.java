package io.otolex.service.openinference;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Samples with the header that makes them a recording: mono, 32-bit float. */
final class FloatWav {

    private static final int HEADER = 44;
    private static final short IEEE_FLOAT = 3;

    private FloatWav() {}

    /**
     * Writes a part of a file of samples.
     *
     * @param samples little-endian floats
     * @param from its first byte
     * @param bytes how many, less than 2^31
     */
    static void write(Path samples, long from, long bytes, int rateHz, OutputStream out) throws IOException {
        out.write(header((int) bytes, rateHz));
        try (InputStream in = Files.newInputStream(samples)) {
            in.skipNBytes(from);
            var buffer = new byte[1 << 16];
            for (long left = bytes; left > 0; ) {
                int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    throw new EOFException("samples are missing");
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private static byte[] header(int bytes, int rateHz) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt(bytes + HEADER - 8).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(16).putShort(IEEE_FLOAT).putShort((short) 1);
        header.putInt(rateHz).putInt(rateHz * Float.BYTES);
        header.putShort((short) Float.BYTES).putShort((short) Float.SIZE);
        return header.put(ascii("data")).putInt(bytes).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
