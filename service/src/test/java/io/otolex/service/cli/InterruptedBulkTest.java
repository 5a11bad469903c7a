package io.otolex.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A run that ends in the middle, from outside, and the run that goes on with it. */
class InterruptedBulkTest {

    private static final int FILES = 60;
    private static final int SIGINT_CODE = 130;
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Path archive = Path.of("");
    private Path output = Path.of("");

    @BeforeEach
    void archive() throws IOException {
        archive = Files.createDirectory(folder.resolve("archive"));
        output = folder.resolve("tags");
        for (int i = 0; i < FILES; i++) {
            Files.writeString(archive.resolve(i + ".wav"), i % 20 == 0 ? "corrupt" : "slow 3");
        }
    }

    @Test
    void afterSigkillTheNextRunLeavesExactlyOneRowForEachFile() throws Exception {
        Process run = start("parquet");
        await().atMost(A_WHILE).until(() -> list("_ledger").size() >= 3);
        run.destroyForcibly().waitFor();
        int kept = entries().size();
        assertThat(kept).isBetween(3, FILES - 1);

        assertThat(start("parquet").waitFor()).isEqualTo(ExitCode.SOME_FILES_FAILED);

        assertThat(entries()).hasSize(FILES).doesNotHaveDuplicates();
        assertThat(list(""))
                .filteredOn(file -> file.toString().contains("shard-"))
                .hasSameSizeAs(list("_ledger"));
        assertThat(errors()).contains("57 files ok, 3 failed; " + kept + " of them before");
    }

    @Test
    void ctrlCKeepsWhatWasFinished() throws Exception {
        Process run = start("ndjson", "--part-rows=1000");
        await().atMost(A_WHILE)
                .until(() -> list("").stream().anyMatch(file -> file.toString().endsWith("part-00000000.tmp")));
        new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();

        assertThat(run.waitFor()).isEqualTo(SIGINT_CODE);
        assertThat(rows()).isNotEmpty().hasSizeLessThan(FILES).containsExactlyInAnyOrderElementsOf(entries());

        start("ndjson").waitFor();
        assertThat(rows()).hasSize(FILES).doesNotHaveDuplicates();
    }

    private Process start(String format, String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of("bulk", archive.toString(), "--output", output.toString()));
        line.addAll(List.of("--format", format, "--resume", "--parallel=2"));
        line.addAll(more.length == 0 ? List.of("--part-rows=4") : List.of(more));
        return BulkProcess.start(folder.resolve("errors"), line.toArray(String[]::new));
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }

    /** The files of all parts that count. */
    private List<String> entries() throws IOException {
        List<String> files = new ArrayList<>();
        for (Path ledger : list("_ledger")) {
            Files.readAllLines(ledger).stream()
                    .skip(1)
                    .map(InterruptedBulkTest::file)
                    .forEach(files::add);
        }
        return files;
    }

    private List<String> rows() throws IOException {
        List<String> files = new ArrayList<>();
        for (Path part : list("")) {
            if (part.toString().endsWith(".ndjson")) {
                Files.readAllLines(part).stream().map(InterruptedBulkTest::file).forEach(files::add);
            }
        }
        return files;
    }

    private static String file(String line) {
        return new JsonMapper().readTree(line).path("file").asString();
    }

    private List<Path> list(String name) throws IOException {
        Path listed = output.resolve(name);
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(listed)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(listed)) {
                files.forEach(found::add);
            }
        }
        return found;
    }
}
