package io.otolex.service.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a key or a token is good for. */
public enum Scope {
    /** Recordings may be sent and are answered at once: tags, embeddings, the doors of other protocols. */
    TAG,
    /** Jobs may be made, watched, read and cancelled. */
    JOBS,
    /** What operators see: metrics, build, bill of materials. */
    METRICS;

    public static Optional<Scope> of(String label) {
        return Arrays.stream(values())
                .filter(scope -> scope.label().equals(label))
                .findFirst();
    }

    /** Every name, for messages. */
    public static String labels() {
        return Arrays.stream(values()).map(Scope::label).collect(Collectors.joining(", "));
    }

    /** The name in keys files and in the claims of tokens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in Spring Security, which puts the same before the scopes of a token. */
    String authority() {
        return "SCOPE_" + label();
    }
}
