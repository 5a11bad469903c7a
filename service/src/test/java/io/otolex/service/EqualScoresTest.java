package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.otolex.service.cli.OtolexCommand;
import io.otolex.service.engine.Engines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recording has the same scores whichever way it came in; runs with {@code -Pengine}. */
@Tag("engine")
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
