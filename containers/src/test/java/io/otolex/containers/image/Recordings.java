package io.otolex.containers.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Recordings of any length, made on the spot. */
final class Recordings {

    private static final int RATE_HZ = 32_000;

    private Recordings() {}

    /** Quiet noise as 16-bit mono WAV, the same for the same seed. */
    static Path noise(Path file, int seconds, long seed) throws IOException {
        int bytes = 2 * RATE_HZ * seconds;
        ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + bytes).put(ascii("WAVEfmt ")).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(RATE_HZ).putInt(2 * RATE_HZ);
        wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(bytes);
        var random = new Random(seed);
        while (wav.hasRemaining()) {
            wav.putShort((short) (random.nextGaussian() * 1000));
        }
        return Files.write(file, wav.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
