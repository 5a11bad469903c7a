package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service on a real port, and how to talk to it. */
@SpringBootTest(classes = OtolexApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = "otolex.upload.max-size=1MB")
abstract class RunningService {

    static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    int port;

    @Value("${otolex.upload.directory}")
    String uploadDirectory;

    @DynamicPropertySource
    static void privateDirectory(DynamicPropertyRegistry properties) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "uploads-");
        properties.add("otolex.upload.directory", directory::toString);
        properties.add("otolex.drain.delay", () -> "0s");
        properties.add("otolex.jobs.directory", directory.resolve("jobs")::toString);
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> postAudio(String path, String content) throws IOException, InterruptedException {
        return postAudio(path, content.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> postAudio(String path, byte[] content) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "audio/wav").POST(BodyPublishers.ofByteArray(content)));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("instance").asString()).startsWith("/");
        assertThat(response.body()).doesNotContain("Exception", "\tat ", "secret");
    }

    /** Files in the private folder of this service, its own lock aside. */
    long uploadsOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(uploadDirectory))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("jobs."))
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .count();
        }
    }
}
