package io.otolex.service.security;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.convert.DurationStyle;

/**
 * What the service knows of a key: one line, without its secret.
 *
 * @param name of whoever holds it, for logs and quotas
 * @param sha256 of the secret, 64 hexadecimal digits
 * @param scopes what it is good for
 * @param audioPerHour how much audio its holder may send in an hour; the service's own setting if empty
 */
public record ApiKey(String name, String sha256, Set<Scope> scopes, Optional<Duration> audioPerHour) {

    private static final String HASH = "sha256:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public ApiKey {
        check(NAME.matcher(name).matches(), "a name has 1 to 64 letters, digits and . _ @ -");
        check(DIGEST.matcher(sha256).matches(), "the hash must be " + HASH + " and 64 hexadecimal digits");
        check(!scopes.isEmpty(), "there must be a scope: " + Scope.labels());
        check(audioPerHour.map(quota -> quota.toSeconds() > 0).orElse(true), "the quota must be at least 1s");
        scopes = Set.copyOf(scopes);
    }

    public static ApiKey of(String name, KeySecret secret, Set<Scope> scopes, Optional<Duration> audioPerHour) {
        return new ApiKey(name, secret.sha256(), scopes, audioPerHour);
    }

    /**
     * Reads {@code NAME sha256:HASH SCOPE,SCOPE [AUDIO-PER-HOUR]}.
     *
     * @throws IllegalArgumentException saying what is wrong, never repeating the line: somebody may have put the secret
     *     itself there
     */
    static ApiKey parse(String line) {
        List<String> fields = List.of(line.strip().split("\\s+"));
        check(fields.size() == 3 || fields.size() == 4, "a key is NAME " + HASH + "HASH SCOPE,SCOPE [AUDIO-PER-HOUR]");
        check(fields.get(1).startsWith(HASH), "the second field must start with " + HASH);
        return new ApiKey(
                fields.get(0),
                fields.get(1).substring(HASH.length()),
                scopes(fields.get(2)),
                fields.stream().skip(3).findFirst().map(ApiKey::duration));
    }

    private static Set<Scope> scopes(String list) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(list.split(",")).map(ApiKey::scope).forEach(scopes::add);
        return scopes;
    }

    private static Scope scope(String label) {
        return Scope.of(label).orElseThrow(() -> new IllegalArgumentException("a scope is one of " + Scope.labels()));
    }

    private static Duration duration(String text) {
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the quota is a duration of audio, such as 10h or 90m", e);
        }
    }

    /** The line for the keys file. */
    public String line() {
        String labels = scopes.stream().sorted().map(Scope::label).collect(Collectors.joining(","));
        String quota = audioPerHour.map(audio -> " " + audio.toSeconds() + "s").orElse("");
        return name + " " + HASH + sha256 + " " + labels + quota;
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
