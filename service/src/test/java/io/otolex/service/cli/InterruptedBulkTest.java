package io.otolex.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that ends in the middle, from outside, and the run that goes on with it. */
class InterruptedBulkTest {

    private static final int FILES = 60;
    private static final int SIGINT_CODE = 130;
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Path archive = Path.of("");
    private BulkFolder output = new BulkFolder(Path.of(""));

    @BeforeEach
    void archive() throws IOException {
        archive = Files.createDirectory(folder.resolve("archive"));
        output = new BulkFolder(folder.resolve("tags"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(archive.resolve(i + ".wav"), i % 20 == 0 ? "corrupt" : "slow 3");
        }
    }

    @Test
    void afterSigkillTheNextRunLeavesExactlyOneRowForEachFile() throws Exception {
        Process run = start("parquet");
        await().atMost(A_WHILE).until(() -> output.ledgers().size() >= 3);
        run.destroyForcibly().waitFor();
        int kept = output.done().size();
        assertThat(kept).isBetween(3, FILES - 1);

        assertThat(start("parquet").waitFor()).isEqualTo(ExitCode.SOME_FILES_FAILED);

        assertThat(output.done()).hasSize(FILES).doesNotHaveDuplicates();
        assertThat(output.parts()).hasSameSizeAs(output.ledgers());
        assertThat(errors()).contains("57 files ok, 3 failed; " + kept + " of them before");
    }

    @Test
    void ctrlCKeepsWhatWasFinished() throws Exception {
        Process run = start("ndjson", "--part-rows=1000");
        await().atMost(A_WHILE).until(() -> output.hidden().stream()
                .anyMatch(file -> file.toString().endsWith("part-00000000.tmp")));
        new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();

        assertThat(run.waitFor()).isEqualTo(SIGINT_CODE);
        assertThat(output.rows())
                .isNotEmpty()
                .hasSizeLessThan(FILES)
                .map(BulkFolder::file)
                .containsExactlyInAnyOrderElementsOf(output.done());

        start("ndjson").waitFor();
        assertThat(output.rows()).hasSize(FILES).map(BulkFolder::file).doesNotHaveDuplicates();
    }

    private Process start(String format, String... more) throws IOException {
        List<String> line = new ArrayList<>(
                List.of("bulk", archive.toString(), "--output", output.output().toString()));
        line.addAll(List.of("--format", format, "--resume", "--parallel=2"));
        line.addAll(more.length == 0 ? List.of("--part-rows=4") : List.of(more));
        return BulkProcess.start(folder.resolve("errors"), line.toArray(String[]::new));
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }
}
