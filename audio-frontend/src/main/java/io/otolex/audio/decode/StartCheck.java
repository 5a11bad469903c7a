package io.otolex.audio.decode;

import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs an executable once before it is trusted, so that a bad one fails at start and not at the first upload. */
final class StartCheck {

    private static final String LIBRARIES = "The ffmpeg of the org.bytedeco jar needs system libraries; install them"
            + " with: apt-get install libxcb1 libxcb-shm0 libpulse0 libdrm2 libva2 libva-drm2 libasound2"
            + " (since Debian 13 and Ubuntu 24.04 the last one is libasound2t64)";

    private static final long PATIENCE_SECONDS = 30;

    private final Path executable;

    StartCheck(Path executable) {
        this.executable = executable;
    }

    String version() throws DecoderUnavailable {
        Answer answer = run(List.of(executable.toString(), "-version"));
        if (answer.exitCode() != 0) {
            throw new DecoderUnavailable(complaint(answer));
        }
        return answer.text().lines().findFirst().orElse("unknown version");
    }

    private String complaint(Answer answer) {
        String facts = executable + " does not start (exit code " + answer.exitCode() + "): "
                + answer.text().strip();
        return answer.text().contains("shared librar") ? facts + ". " + LIBRARIES : facts;
    }

    /** The {@code fd} protocol came with FFmpeg 6; through a pipe, files with their index at the end are lost. */
    void requireSeekableInput() throws DecoderUnavailable {
        Answer answer = run(List.of(executable.toString(), "-v", "quiet", "-protocols"));
        if (answer.text().lines().noneMatch(line -> line.strip().equals("fd"))) {
            throw new DecoderUnavailable(executable + " has no 'fd' protocol: FFmpeg 6 or later is needed");
        }
    }

    /** Whether it starts behind another command that ends in calling it. */
    boolean runsUnder(List<String> tool) {
        List<String> command = new ArrayList<>(tool);
        command.addAll(List.of(executable.toString(), "-version"));
        try {
            return run(command).exitCode() == 0;
        } catch (DecoderUnavailable e) {
            return false;
        }
    }

    private static Answer run(List<String> command) throws DecoderUnavailable {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        try {
            return answerOf(builder.start());
        } catch (IOException e) {
            throw new DecoderUnavailable("cannot run " + command.get(0) + ": " + e.getMessage());
        }
    }

    private static Answer answerOf(Process process) throws IOException {
        CompletableFuture<Boolean> alarm = CompletableFuture.supplyAsync(
                process.toHandle()::destroyForcibly,
                CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        try (InputStream said = process.getInputStream()) {
            process.getOutputStream().close();
            String text = new String(said.readNBytes(64 * 1024), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for it");
        } finally {
            alarm.cancel(false);
            process.toHandle().destroyForcibly();
        }
    }

    private record Answer(int exitCode, String text) {}
}
