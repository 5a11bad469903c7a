package io.otolex.service.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The secret half of a key, which only its owner keeps; the service knows its SHA-256. */
public final class KeySecret {

    /*
     * 256 random bits cannot be guessed, so a slow hash would protect nothing and cost every request. It would matter
     * for secrets that people choose; what does not look like one of ours is therefore never compared, and a chosen
     * password cannot be a key even if somebody writes its hash into the file. A hash is looked up, not compared
     * byte by byte with a secret: how far a lookup gets says nothing about the key behind the hash.
     */

    private static final String PREFIX = "otolex_";
    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    private final String text;

    private KeySecret(String text) {
        this.text = text;
    }

    public static KeySecret create(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new KeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty if this is not a key of ours, whatever else it may be. */
    static Optional<KeySecret> of(String presented) {
        return FORM.matcher(presented).matches() ? Optional.of(new KeySecret(presented)) : Optional.empty();
    }

    /** For the one moment in which its owner is told. */
    public String reveal() {
        return text;
    }

    /** 64 hexadecimal digits. */
    String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** So that no log can hold one. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
