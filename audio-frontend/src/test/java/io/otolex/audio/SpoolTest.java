package io.otolex.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    @TempDir
    Path folder;

    @Test
    void holdsTheUploadForItsOwnerOnly() throws IOException {
        try (Spool spool = Spool.of(upload(200_000), 200_000, folder)) {
            assertThat(spool.size()).isEqualTo(200_000);
            assertThat(Files.readAllBytes(spool.path()))
                    .isEqualTo(upload(200_000).readAllBytes());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spool.path())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void isGoneWhenClosed() throws IOException {
        Spool.of(upload(10), 100, folder).close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void oneByteTooManyIsRefusedAndLeavesNothing() {
        assertThatThrownBy(() -> Spool.of(upload(1001), 1000, folder))
                .isInstanceOfSatisfying(Spool.TooLarge.class, tooLarge -> assertThat(tooLarge.maxBytes())
                        .isEqualTo(1000));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aStreamThatBreaksLeavesNothing() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> Spool.of(broken, 1000, folder)).hasMessage("connection reset");
        assertThat(folder).isEmptyDirectory();
    }

    private static InputStream upload(int bytes) {
        var content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = (byte) (i * 31);
        }
        return new ByteArrayInputStream(content);
    }
}
