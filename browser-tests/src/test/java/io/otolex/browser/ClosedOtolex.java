package io.otolex.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service that asks for a key, and takes larger recordings than the open one.
 *
 * @param key that it knows
 * @param useless that it knows, and that may not tag
 */
record ClosedOtolex(OtolexProcess process, String key, String useless) implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("otolex_[\\w-]+");

    static ClosedOtolex start() {
        try {
            Path keys = Files.createTempDirectory("otolex-keys").resolve("keys");
            String key = create("alice", "tag", keys);
            String useless = create("bob", "metrics", keys);
            OtolexProcess process =
                    OtolexProcess.start("--otolex.security.keys-file=" + keys, "--otolex.upload.max-size=64MB");
            return new ClosedOtolex(process, key, useless);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As an administrator makes a key; it is told once and kept nowhere. */
    private static String create(String name, String scope, Path keys) throws IOException {
        String said = OtolexProcess.run("key", "create", name, "--scope", scope, "--file", keys.toString());
        Matcher key = KEY.matcher(said);
        if (!key.find()) {
            throw new IllegalStateException("no key in: " + said);
        }
        return key.group();
    }

    @Override
    public void close() {
        process.close();
    }
}
