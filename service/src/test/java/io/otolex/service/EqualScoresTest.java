package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.otolex.service.cli.OtolexCommand;
import io.otolex.service.engine.Engines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recording has the same scores whichever way it came in, and beside whom; runs with {@code -Pengine}. */
@Tag("engine")
@TestPropertySource(properties = {"otolex.cache.max-windows=0", "otolex.batching.max-batch=4"})
class EqualScoresTest extends RunningService {

    private static final Path SAMPLES = Path.of("..", "samples");
    private static final double TOLERANCE = 1e-6 + 1e-12; // the last digit that is written, and what binary makes of it

    @TempDir
    Path folder;

    @Test
    void byTheServiceByTagAndByBulk() throws Exception {
        Map<String, JsonNode> tagged = tag();
        Map<String, JsonNode> rows = bulk();

        assertThat(tagged).hasSize(6).containsOnlyKeys(rows.keySet());
        for (String file : rows.keySet()) {
            JsonNode answer = json(postAudio("/v1/tags", Files.readAllBytes(Path.of(file))));
            assertSame(answer, Objects.requireNonNull(rows.get(file)));
            assertSame(answer, Objects.requireNonNull(tagged.get(file)));
        }
    }

    @Test
    void byFormAndAsAJob() throws Exception {
        byte[] sound = Files.readAllBytes(SAMPLES.resolve("xylophone.mp3"));
        JsonNode answer = json(postAudio("/v1/tags", sound));

        assertSame(answer, byForm(sound));
        assertSame(answer, asAJob(sound));
    }

    @Test
    void amongOthersInABatch() throws Exception {
        byte[] sound = Files.readAllBytes(SAMPLES.resolve("crow.flac"));
        JsonNode alone = json(postAudio("/v1/tags", sound));

        List<CompletableFuture<HttpResponse<String>>> crowd = Stream.of(
                        sound, Wav.tone(44_100, 225_000), sound, Wav.tone(8_000, 200_000), sound, sound)
                .map(this::send)
                .toList();

        for (int own : List.of(0, 2, 4, 5)) {
            assertSame(alone, json(crowd.get(own).join()));
        }
    }

    private CompletableFuture<HttpResponse<String>> send(byte[] sound) {
        HttpRequest request = request("/v1/tags")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(sound))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }

    private JsonNode byForm(byte[] sound) throws Exception {
        Path file = Files.write(folder.resolve("form.mp3"), sound);
        Curl curl = Curl.run("-F", "file=@" + file, uri("/v1/tags").toString());
        return new JsonMapper().readTree(curl.output().substring(curl.output().indexOf("\r\n\r\n")));
    }

    private JsonNode asAJob(byte[] sound) throws Exception {
        HttpResponse<String> accepted = postAudio("/v1/jobs", sound);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String job = accepted.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> json(send(request(job))).path("status").asString().equals("succeeded"));
        return json(send(request(job + "/result")));
    }

    private static void assertSame(JsonNode expected, JsonNode actual) {
        assertThat(actual.path("model")).isEqualTo(expected.path("model"));
        assertThat(actual.path("input")).isEqualTo(expected.path("input"));
        assertThat(actual.path("tags")).hasSize(10);
        for (int i = 0; i < 10; i++) {
            JsonNode theirs = expected.path("tags").path(i);
            JsonNode ours = actual.path("tags").path(i);
            assertThat(ours.path("id")).isEqualTo(theirs.path("id"));
            assertThat(ours.path("score").asDouble())
                    .isCloseTo(theirs.path("score").asDouble(), within(TOLERANCE));
        }
    }

    private Map<String, JsonNode> tag() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("tag", "--format=json"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SAMPLES, "*.{wav,ogg,mp3,flac}")) {
            files.forEach(file -> arguments.add(file.toString()));
        }
        return byFile(run(arguments.toArray(String[]::new)).lines().toList());
    }

    private Map<String, JsonNode> bulk() throws IOException {
        run("bulk", SAMPLES + "/*.{wav,ogg,mp3,flac}", "--output", folder.toString());
        return byFile(Files.readAllLines(folder.resolve("shard-00000-of-00001-part-00000000.ndjson")));
    }

    private static String run(String... arguments) {
        var out = new StringWriter();
        int code = OtolexCommand.of(Engines::open, options -> {})
                .setOut(new PrintWriter(out))
                .execute(arguments);
        assertThat(code).isZero();
        return out.toString();
    }

    private static Map<String, JsonNode> byFile(List<String> lines) {
        Map<String, JsonNode> rows = new TreeMap<>();
        lines.stream()
                .map(line -> new JsonMapper().readTree(line))
                .forEach(row -> rows.put(row.path("file").asString(), row));
        return rows;
    }
}
