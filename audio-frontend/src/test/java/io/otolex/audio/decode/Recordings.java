package io.otolex.audio.decode;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.InputReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Decodes whole recordings, as only tests may. */
final class Recordings {

    static final int RATE = 32_000;

    private static final Ffmpeg BUNDLED = bundled();

    private Recordings() {}

    record Decoded(float[] samples, InputReport report) {}

    /** The executable that the jar carries, found once for all tests. */
    static Ffmpeg ffmpeg() {
        return BUNDLED;
    }

    private static Ffmpeg bundled() {
        try {
            return Ffmpeg.bundled();
        } catch (AudioDecodingException e) {
            throw new AssertionError(e);
        }
    }

    static Decoded decode(AudioDecoder decoder, Path file) throws AudioDecodingException {
        try (DecodedAudio audio = decoder.open(file)) {
            var buffer = new float[10_007]; // no multiple of any codec's frame
            var samples = new float[0];
            int filled = 0;
            for (int count = audio.read(buffer); count > 0; count = audio.read(buffer)) {
                samples = filled + count > samples.length ? Arrays.copyOf(samples, 2 * (filled + count)) : samples;
                System.arraycopy(buffer, 0, samples, filled, count);
                filled += count;
            }
            return new Decoded(Arrays.copyOf(samples, filled), audio.report().orElseThrow());
        }
    }

    /** Reads to the end and keeps nothing. */
    static long drain(AudioDecoder decoder, Path file) throws AudioDecodingException {
        try (DecodedAudio audio = decoder.open(file)) {
            var buffer = new float[100_000];
            long samples = 0;
            for (int count = audio.read(buffer); count > 0; count = audio.read(buffer)) {
                samples += count;
            }
            return samples;
        }
    }

    static Path write(Path folder, byte[] content) {
        try {
            return Files.write(Files.createTempFile(folder, "upload", ""), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] fixture(String name) {
        try (InputStream resource = Recordings.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(resource, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Decoders of this JVM that still run, or ran and were left to nobody. */
    static List<String> survivors() {
        return ProcessHandle.current()
                .children()
                .map(child -> child.info().command().orElse("unknown, pid " + child.pid()))
                .toList();
    }
}
