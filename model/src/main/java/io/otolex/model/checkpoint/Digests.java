package io.otolex.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums in lower-case hexadecimal, as they are published beside checkpoints. */
public final class Digests {

    private Digests() {}

    public static String sha256(Path file) throws IOException {
        return of("SHA-256", file);
    }

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(algorithm("SHA-256").digest(bytes));
    }

    /**
     * The digest of a file, read once and not held.
     *
     * @param algorithm as {@link MessageDigest} names it, such as {@code SHA-256} or {@code MD5}
     */
    public static String of(String algorithm, Path file) throws IOException {
        MessageDigest digest = algorithm(algorithm);
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no digest " + name, e);
        }
    }
}
