package io.otolex.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A service in a Java process of its own, which can be killed as an operating system kills. */
final class ServiceProcess implements AutoCloseable {

    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Replica replica;

    private ServiceProcess(Process process, Replica replica) {
        this.process = process;
        this.replica = replica;
    }

    static ServiceProcess start(Path folder, String... settings) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Replica.class.getName()));
        command.addAll(List.of(Replica.arguments(folder, List.of(settings))));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new ServiceProcess(process, new Replica(port(process), () -> {}));
    }

    private static int port(Process process) throws IOException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("port ")) {
                drain(output);
                return Integer.parseInt(line.substring("port ".length()));
            }
            said.append(line).append('\n');
        }
        throw new IOException("it did not start: " + said);
    }

    /** So that it never waits for somebody to read its log. */
    private static void drain(BufferedReader output) {
        var reader = new Thread(() -> output.lines().forEach(line -> {}), "drain");
        reader.setDaemon(true);
        reader.start();
    }

    Replica replica() {
        return replica;
    }

    /** SIGKILL: nothing is closed, nothing is written. */
    void kill() throws InterruptedException {
        int code = process.destroyForcibly().waitFor();
        if (code != KILLED) {
            throw new IllegalStateException("ended with " + code);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
