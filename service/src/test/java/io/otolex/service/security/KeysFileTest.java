package io.otolex.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysFileTest {

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final KeySecret alice = KeySecret.create(new SecureRandom());
    private final KeySecret bob = KeySecret.create(new SecureRandom());

    @Test
    void aKeyTakenAwayIsRefusedWithinSeconds() throws IOException {
        var file = file(line("alice", alice) + line("bob", bob));
        Files.writeString(path(), line("bob", bob));

        assertThat(file.keys().of(alice)).as("not looked at yet").isPresent();
        clock.addAndGet(KeysFile.RECHECK.toNanos());
        assertThat(file.keys().of(alice)).isEmpty();
        assertThat(file.keys().of(bob)).isPresent();
    }

    @Test
    void aBrokenFileLocksNobodyOut() throws IOException {
        var file = file(line("alice", alice));
        for (String broken : new String[] {"nonsense", ""}) {
            if (broken.isEmpty()) {
                Files.delete(path());
            } else {
                Files.writeString(path(), broken);
            }
            clock.addAndGet(KeysFile.RECHECK.toNanos());
            assertThat(file.keys().of(alice)).isPresent();
        }
        Files.writeString(path(), line("bob", bob));
        clock.addAndGet(KeysFile.RECHECK.toNanos());
        assertThat(file.keys().of(alice)).isEmpty();
        assertThat(file.keys().of(bob)).isPresent();
    }

    @Test
    void aStartWithABrokenFileFailsAndNamesIt() {
        assertThatThrownBy(() -> file("alice hunter2 tag"))
                .hasMessageContainingAll("keys", "line 1")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> new KeysFile(folder.resolve("none"), clock::get))
                .hasMessageContaining("cannot be read");
    }

    private KeysFile file(String content) throws IOException {
        Files.writeString(path(), content);
        return new KeysFile(path(), clock::get);
    }

    private Path path() {
        return folder.resolve("keys");
    }

    private static String line(String name, KeySecret secret) {
        return ApiKey.of(name, secret, Set.of(Scope.TAG), Optional.empty()).line() + "\n";
    }
}
