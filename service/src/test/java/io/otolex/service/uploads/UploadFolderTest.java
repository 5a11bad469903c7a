package io.otolex.service.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
    void aSecondServiceInOneProcessDoesNotUnlockTheFirst() throws Exception {
        try (var first = UploadFolder.in(parent)) {
            UploadFolder.in(parent).close();

            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Sweeper.class.getName(),
                            parent.toString())
                    .inheritIO()
                    .start();
            assertThat(other.waitFor()).isZero();
            assertThat(first.path()).isDirectory();
        }
    }

    /** Another process that starts and ends. */
    static final class Sweeper {
        public static void main(String[] arguments) throws IOException {
            UploadFolder.in(Path.of(arguments[0])).close();
        }
    }

    @Test
    void otherFilesAreNobodysBusiness() throws Exception {
        Path other = Files.createDirectory(parent.resolve("other"));

        UploadFolder.in(parent).close();

        assertThat(other).exists();
    }
}
