package io.otolex.service.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class H2JobStoreTest extends JobStoreContract {

    @Override
    JobDatabase open(Path folder) {
        return JobDatabases.inFolder(folder.resolve("data"), 10);
    }

    @Test
    void nobodyElseReadsTheFile() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))))
                .isEqualTo("rwx------");
    }
}
