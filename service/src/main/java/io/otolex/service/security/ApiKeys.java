package io.otolex.service.security;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that are good at this moment, by the hash of their secret. */
final class ApiKeys {

    private final Map<String, ApiKey> byHash;

    private ApiKeys(Map<String, ApiKey> byHash) {
        this.byHash = Map.copyOf(byHash);
    }

    /**
     * Reads a key a line; empty lines and lines that start with {@code #} are comments.
     *
     * @throws IllegalArgumentException naming the line's number, not its content
     */
    static ApiKeys parse(List<String> lines) {
        var byHash = new HashMap<String, ApiKey>();
        var names = new HashSet<String>();
        for (int i = 0; i < lines.size(); i++) {
            if (isComment(lines.get(i))) {
                continue;
            }
            ApiKey key = parse(lines.get(i), i + 1);
            if (!names.add(key.name()) || byHash.put(key.sha256(), key) != null) {
                throw new IllegalArgumentException("line " + (i + 1) + ": this name or key was given before");
            }
        }
        return new ApiKeys(byHash);
    }

    private static boolean isComment(String line) {
        return line.isBlank() || line.startsWith("#");
    }

    private static ApiKey parse(String line, int number) {
        try {
            return ApiKey.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    /** These first, then {@code more}. */
    ApiKeys and(ApiKeys more) {
        var both = new HashMap<>(more.byHash);
        both.putAll(byHash);
        return new ApiKeys(both);
    }

    Optional<ApiKey> of(KeySecret secret) {
        return Optional.ofNullable(byHash.get(secret.sha256()));
    }
}
