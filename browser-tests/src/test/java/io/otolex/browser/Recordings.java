package io.otolex.browser;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Recordings of any length, made on the spot. */
final class Recordings {

    private static final int RATE_HZ = 8000;

    private Recordings() {}

    /** A tone that climbs for a second, every three seconds, as 16-bit mono WAV: 58 MB an hour. */
    static Path chirps(Path file, int seconds) throws IOException {
        int bytes = 2 * RATE_HZ * seconds;
        ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + bytes).put(ascii("WAVEfmt ")).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(RATE_HZ).putInt(2 * RATE_HZ);
        wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(bytes);
        for (int sample = 0; sample < seconds * RATE_HZ; sample++) {
            double time = (double) sample / RATE_HZ % 3;
            wav.putShort(time < 1 ? (short) (8000 * Math.sin(2 * Math.PI * (500 + 700 * time) * time)) : 0);
        }
        return Files.write(file, wav.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
