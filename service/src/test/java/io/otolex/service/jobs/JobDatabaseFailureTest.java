package io.otolex.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.otolex.service.jobs.store.JobDatabaseException;
import io.otolex.service.jobs.store.JobDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever starts the service reads a sentence and an advice. */
class JobDatabaseFailureTest {

    @Test
    void aFolderThatIsAFileIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        var failure =
                catchThrowableOfType(JobDatabaseException.class, () -> JobDatabases.inFolder(file.resolve("below"), 8));

        var told = Objects.requireNonNull(new JobDatabaseFailureAnalyzer().analyze(failure));
        assertThat(told.getDescription()).contains("jobs cannot be kept in", file.toString());
        assertThat(told.getAction()).contains("otolex.jobs.directory", "otolex.jobs.enabled=false");
    }

    @Test
    void aDatabaseThatIsNotPostgresIsRefused() {
        var failure = catchThrowableOfType(
                JobDatabaseException.class, () -> JobDatabases.shared("jdbc:mysql://x/y", "u", "secret", 8));

        assertThat(failure).hasMessageContaining("jdbc:postgresql:");
        assertThat(failure.action()).contains("otolex.jobs.database-url").doesNotContain("secret");
    }

    @Test
    void aServerThatIsNotThereIsToldSoWithoutThePassword() {
        var failure = catchThrowableOfType(
                JobDatabaseException.class,
                () -> JobDatabases.shared("jdbc:postgresql://localhost:1/x", "u", "secret", 8));

        assertThat(failure).hasMessageContaining("cannot be used");
        assertThat(failure.getMessage() + failure.action()).doesNotContain("secret");
    }
}
