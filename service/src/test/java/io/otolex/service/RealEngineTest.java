package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("engine")
@SpringBootTest(classes = OtolexApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class RealEngineTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Value("${otolex.upload.directory}")
    private String uploadDirectory = "";

    @DynamicPropertySource
    static void privateDirectory(DynamicPropertyRegistry properties) throws IOException {
        String directory = Files.createTempDirectory("otolex-test").toString();
        properties.add("otolex.upload.directory", () -> directory);
        properties.add("otolex.decoding.max-duration", () -> "60s");
    }

    @AfterEach
    void noUploadIsLeftBehind() {
        await().untilAsserted(() -> {
            try (Stream<Path> files = Files.walk(Path.of(uploadDirectory))) {
                assertThat(files.filter(Files::isRegularFile)
                                .filter(file -> !file.toString().endsWith(".lock")))
                        .isEmpty();
            }
        });
    }

    @Test
    void aRecordingIsTaggedByTheEmbeddedModel() throws Exception {
        JsonNode answer = json(post(Wav.tone(44_100, 3 * 44_100)));

        assertThat(answer.path("model").path("name").asString()).startsWith("otolex");
        assertThat(answer.path("input").path("sample_rate").asInt()).isEqualTo(44_100);
        assertThat(answer.path("input").path("duration_s").asDouble()).isEqualTo(3);
        assertThat(answer.path("windows").asInt()).isEqualTo(1);
        assertThat(answer.path("tags"))
                .hasSize(10)
                .allSatisfy(tag -> assertThat(tag.path("score").asDouble()).isBetween(0.0, 1.0));
    }

    @Test
    void theSameRecordingHasTheSameScores() throws Exception {
        byte[] tone = Wav.tone(32_000, 400_000);

        assertThat(post(tone).body()).isEqualTo(post(tone).body());
    }

    @Test
    void readinessWaitedForTheModel() throws Exception {
        var response = CLIENT.send(
                HttpRequest.newBuilder(uri("/actuator/health/readiness")).build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("otolex");
    }

    @Test
    void badInputIsNeverAFault() throws Exception {
        assertThat(post("no audio at all".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(415);
        assertThat(post("ffconcat version 1.0\nfile /etc/passwd\n".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(415);
        assertThat(post("#EXTM3U\nhttp://localhost/x.mp3\n".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(415);
        assertThat(post(Wav.tone(32_000, 0)).statusCode()).isEqualTo(422);
        assertThat(post(Arrays.copyOf(Wav.tone(32_000, 1), 44)).statusCode()).isBetween(200, 422);
        assertThat(post(Wav.tone(8_000, 1)).statusCode()).isBetween(200, 422);
    }

    @Test
    void whatIsTooLongIsRefused() throws Exception {
        var response = post(Wav.tone(8_000, 8_000 * 61));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("type").asString()).isEqualTo("/problems/audio-too-long");
    }

    @Test
    void twoHundredUploadsAtOnceAreAllAnswered() {
        byte[] tone = Wav.tone(16_000, 16_000);
        List<CompletableFuture<HttpResponse<String>>> pending = IntStream.range(0, 200)
                .mapToObj(i -> CLIENT.sendAsync(request(tone), BodyHandlers.ofString()))
                .toList();

        assertThat(pending.stream().map(CompletableFuture::join))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 503));
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private HttpRequest request(byte[] recording) {
        return HttpRequest.newBuilder(uri("/v1/tags"))
                .header("Content-Type", "audio/wav")
                .POST(BodyPublishers.ofByteArray(recording))
                .build();
    }

    private HttpResponse<String> post(byte[] recording) throws IOException, InterruptedException {
        return CLIENT.send(request(recording), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return new JsonMapper().readTree(response.body());
    }
}
