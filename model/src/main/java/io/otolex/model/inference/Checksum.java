package io.otolex.model.inference;

import io.otolex.model.checkpoint.Digests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the bytes of a file must hash to.
 *
 * @param algorithm {@code SHA-256}, or {@code MD5} where nothing better was published
 * @param hex lower-case hexadecimal
 */
public record Checksum(String algorithm, String hex) {

    private static final Pattern SHA256 = Pattern.compile("sha256=([0-9a-f]{64})");

    static Checksum sha256(String hex) {
        return new Checksum("SHA-256", hex);
    }

    static Checksum md5(String hex) {
        return new Checksum("MD5", hex);
    }

    /** Reads {@code sha256=…}. */
    static Checksum parse(String text) {
        Matcher matcher = SHA256.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected sha256= and 64 hexadecimal digits, not " + text);
        }
        return sha256(matcher.group(1));
    }

    /** Throws if the file is another one. */
    void verify(Path file) throws IOException {
        String found = Digests.of(algorithm, file);
        if (!found.equals(hex)) {
            throw new IOException(file + " is not the expected file: " + algorithm + " " + found + ", not " + hex);
        }
    }
}
