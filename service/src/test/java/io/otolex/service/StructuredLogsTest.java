package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logs for machines, of a service in a process of its own: a Java has one way to log. */
class StructuredLogsTest {

    private static final Pattern PORT = Pattern.compile("^port (\\d+)$");
    private static final Pattern FAILURE = Pattern.compile("^(\\{.*a request failed.*})$");

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void aLineIsAnObjectThatNamesItsRequest() throws Exception {
        Process service = start("logging.structured.format.console=ecs");
        try (BufferedReader lines = service.inputReader()) {
            post("http://localhost:" + next(lines, PORT) + "/v1/tags", "fault");
            JsonNode line = new JsonMapper().readTree(next(lines, FAILURE));

            assertThat(line.path("request_id").asString()).isEqualTo("mine-1");
            assertThat(line.path("log").path("level").asString()).isEqualTo("ERROR");
            assertThat(line.path("service").path("name").asString()).isEqualTo("otolex");
            assertThat(line.path("@timestamp").asString()).startsWith("20");
        } finally {
            service.destroyForcibly();
        }
    }

    private Process start(String... settings) throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                Replica.class.getName()));
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("otolex.jobs.enabled=false");
        command.addAll(List.of(Replica.arguments(folder, all)));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Of the next line that is like this, its group. */
    private static String next(BufferedReader lines, Pattern kind) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher found = kind.matcher(line);
            if (found.matches()) {
                return found.group(1);
            }
        }
        throw new IllegalStateException("the service ended without a line like " + kind);
    }

    private static void post(String url, String content) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "audio/wav")
                .header("X-Request-Id", "mine-1")
                .POST(BodyPublishers.ofString(content));
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
