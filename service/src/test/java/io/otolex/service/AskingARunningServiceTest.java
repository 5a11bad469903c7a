package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.service.cli.OtolexCommand;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskingARunningServiceTest extends ServiceWithFakeEngine {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void aServiceThatIsReadyIsHealthy() {
        assertThat(run("health", uri("/actuator/health/readiness").toString())).isZero();

        assertThat(out.toString()).contains("\"status\":\"UP\"");
    }

    @Test
    void anErrorIsNotHealth() {
        assertThat(run("health", uri("/nowhere").toString())).isEqualTo(1);
    }

    @Test
    void whereNobodyListensIsNotHealthy() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(run("health", "http://localhost:" + free)).isEqualTo(1);

        assertThat(out.toString()).startsWith("http://localhost:" + free + " does not answer");
    }

    @Test
    void aRecordingIsSentAsItIs() throws IOException {
        Path recording = Files.writeString(folder.resolve("sound.wav"), "sound");

        assertThat(run("ask", uri("/v1/tags?top_k=2").toString(), recording.toString()))
                .isZero();

        assertThat(out.toString()).contains("\"name\":\"fake\"", "\"tags\":[");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aRefusalIsToldInTheServicesWords() throws IOException {
        Path recording = Files.writeString(folder.resolve("bad.wav"), "corrupt");

        assertThat(run("ask", uri("/v1/tags").toString(), recording.toString())).isEqualTo(1);

        assertThat(err.toString()).contains("/problems/decode-failed");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return OtolexCommand.of((model, decoding) -> FakeEngine.open(), options -> {})
                .setOut(new PrintWriter(new BufferedWriter(out))) // as standard output is: what is not flushed is lost
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
