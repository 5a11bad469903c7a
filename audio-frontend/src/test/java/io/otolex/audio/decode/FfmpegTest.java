package io.otolex.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegTest {

    @TempDir
    Path folder;

    @Test
    void theJarsExecutableRuns() {
        assertThat(Recordings.ffmpeg().version()).startsWith("ffmpeg version 8.0");
    }

    @Test
    void missingLibrariesAreNamedAsPackages() throws IOException {
        Path broken =
                script("echo 'ffmpeg: error while loading shared libraries: libxcb.so.1: cannot open shared object"
                        + " file: No such file or directory' >&2; exit 127");
        assertThatThrownBy(() -> Ffmpeg.at(broken))
                .isInstanceOf(DecoderUnavailable.class)
                .hasMessageContaining("libxcb.so.1")
                .hasMessageContaining(
                        "apt-get install libxcb1 libxcb-shm0 libpulse0 libdrm2 libva2 libva-drm2 libasound2")
                .hasMessageContaining("libasound2t64");
    }

    @Test
    void anFfmpegWithoutTheFdProtocolIsTooOld() throws IOException {
        Path old = script("echo 'ffmpeg version 5.1.6'; echo 'Input:'; echo '  file'; echo '  pipe'");
        assertThatThrownBy(() -> Ffmpeg.at(old)).hasMessageContaining("FFmpeg 6 or later");
    }

    @Test
    void anotherExecutableIsTakenIfItCan() throws IOException, DecoderUnavailable {
        Path other = script("echo 'ffmpeg version 6.1'; echo 'Input:'; echo '  fd'");
        assertThat(Ffmpeg.at(other).version()).isEqualTo("ffmpeg version 6.1");
    }

    @Test
    void noExecutableIsSaid() {
        assertThatThrownBy(() -> Ffmpeg.at(folder.resolve("nothing")))
                .isInstanceOf(DecoderUnavailable.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void aDecoderIsScheduledAsBatchWhereThatIsPossible() {
        List<String> command = Recordings.ffmpeg().decodeCommand(DecoderLimits.DEFAULT, 32_000, Excerpt.WHOLE, true);
        int chrt = command.indexOf("-b") - 1;

        assertThat(command.get(chrt)).endsWith("/chrt");
        assertThat(command.get(chrt - 1)).isEqualTo("--"); // behind prlimit
        assertThat(command.get(chrt + 3))
                .isEqualTo(Recordings.ffmpeg().executable().toString());
    }

    private Path script(String body) throws IOException {
        var executable = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path file = Files.createTempFile(folder, "ffmpeg", "", executable);
        return Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    }
}
