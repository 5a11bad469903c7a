package io.otolex.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.service.FakeEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void aNewKeyIsPrintedOnceWithTheLineThatKnowsIt() throws Exception {
        assertThat(run("key", "create", "alice", "--scope=tag,jobs", "--audio-per-hour=10h"))
                .isZero();

        String[] printed = out.toString().split("\\s+", -1);
        assertThat(printed[1]).matches("otolex_[A-Za-z0-9_-]{43}");
        assertThat(out.toString()).endsWith("line  alice sha256:" + sha256(printed[1]) + " tag,jobs 36000s\n");
    }

    @Test
    void itsLineMayGoStraightIntoTheFile() throws Exception {
        Path keys = folder.resolve("keys");
        run("key", "create", "alice", "--file=" + keys);
        run("key", "create", "bob", "--file=" + keys);

        List<String> printed = out.toString().lines().toList();
        assertThat(printed).hasSize(2).allMatch(key -> key.startsWith("otolex_"));
        assertThat(Files.readAllLines(keys))
                .containsExactly(
                        "alice sha256:" + sha256(printed.get(0)) + " tag",
                        "bob sha256:" + sha256(printed.get(1)) + " tag");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key",
                "key create",
                "key create two words",
                "key create al!ce",
                "key create alice --scope=everything",
                "key create alice --audio-per-hour=0s"
            })
    void aWrongCommandLineIsAUsageError(String line) throws IOException {
        assertThat(run(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("--help");
    }

    private int run(String... arguments) {
        return OtolexCommand.of((model, decoding) -> FakeEngine.open(), options -> {})
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest);
    }
}
