package io.otolex.service.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {

    @TempDir
    Path parent;

    @Test
    void nobodyElseReadsIt() throws Exception {
        try (var folder = UploadFolder.in(parent)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void itIsGoneWithItsContentAfterwards() throws Exception {
        try (var folder = UploadFolder.in(parent)) {
            Files.createFile(folder.path().resolve("upload"));
        }

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsSwept() throws Exception {
        Path abandoned = Files.createDirectory(parent.resolve("otolex-uploads-dead"));
        Files.createFile(abandoned.resolve("upload"));
        Files.createFile(parent.resolve("otolex-uploads-dead.lock"));

        try (var folder = UploadFolder.in(parent)) {
            assertThat(abandoned).doesNotExist();
            assertThat(folder.path()).isDirectory();
        }
    }

    @Test
    void whatALivingProcessUsesIsLeftAlone() throws Exception {
        try (var living = UploadFolder.in(parent);
                var second = UploadFolder.in(parent)) {
            assertThat(living.path()).isDirectory().isNotEqualTo(second.path());
        }
    }

    @Test
    void otherFilesAreNobodysBusiness() throws Exception {
        Path other = Files.createDirectory(parent.resolve("other"));

        UploadFolder.in(parent).close();

        assertThat(other).exists();
    }
}
