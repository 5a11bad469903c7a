package io.otolex.service.bulk;

import io.otolex.model.checkpoint.Digests;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several machines' shares of an archive.
 *
 * <p>A file's share follows from its name as it was found: machines need not talk, need not list in the same order, and a
 * file that is added later moves no other.
 *
 * @param index from 0
 * @param count of all shares
 */
public record Shard(int index, int count) {

    public static final Shard WHOLE = new Shard(0, 1);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");
    private static final int DIGITS = 8; // of 32 bits

    public Shard {
        if (count < 1 || index < 0 || index >= count) {
            throw new IllegalArgumentException("a shard is I/N with I from 0 to N - 1, not " + index + "/" + count);
        }
    }

    /** Reads {@code I/N}. */
    public static Shard parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a shard is I/N, such as 0/4, not " + text);
        }
        return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    boolean has(String file) {
        if (count == 1) {
            return true;
        }
        String digest = Digests.sha256(file.getBytes(StandardCharsets.UTF_8));
        return Long.parseLong(digest, 0, DIGITS, 16) % count == index;
    }

    /** What names of its parts begin with. */
    String prefix() {
        return "shard-%05d-of-%05d-".formatted(index, count);
    }
}
