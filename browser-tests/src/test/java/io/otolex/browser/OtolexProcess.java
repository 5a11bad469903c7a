package io.otolex.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built jar, serving as a user starts it. */
final class OtolexProcess implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
    private static final int MOST_SECONDS_TO_START = 180; // on a busy machine, with an empty cache

    private final Process process;
    private final int port;

    private OtolexProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static OtolexProcess start(String... options) {
        try {
            var command = new ArrayList<>(List.of(java(), "-jar", jar(), "serve"));
            command.add("--server.port=0");
            command.add(
                    "--otolex.jobs.enabled=false"); // their file is one for a whole machine, and the page asks for none
            command.addAll(List.of(options));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new OtolexProcess(process, portOf(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What another command of the jar prints. */
    static String run(String... words) throws IOException {
        var command = new ArrayList<>(List.of(java(), "-jar", jar()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String jar() {
        Path jar = Path.of(System.getProperty("otolex.jar"));
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " must be built first: mvn -DskipTests package");
        }
        return jar.toString();
    }

    /** Reads the log for as long as the process lives, so that it never blocks on a full pipe. */
    private static int portOf(Process process) {
        var port = new CompletableFuture<Integer>();
        var log = new StringBuilder();
        var reader = new Thread(() -> read(process, log, port), "otolex-log");
        reader.setDaemon(true);
        reader.start();
        return port.completeOnTimeout(0, MOST_SECONDS_TO_START, TimeUnit.SECONDS)
                .join();
    }

    private static void read(Process process, StringBuilder log, CompletableFuture<Integer> port) {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(line -> {
                log.append(line).append('\n');
                Matcher started = STARTED.matcher(line);
                if (started.find()) {
                    port.complete(Integer.valueOf(started.group(1)));
                }
            });
        } catch (IOException | UncheckedIOException ended) {
            log.append(ended);
        } finally {
            port.completeExceptionally(new IllegalStateException("Otolex did not start:\n" + log));
        }
    }

    String url() {
        return "http://localhost:" + port + "/";
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
