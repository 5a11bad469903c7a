package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real client of Hugging Face, from npm; runs with {@code -Pclients} where there is Node.js 18 or later. */
@Tag("clients")
class HuggingFaceClientTest extends ServiceWithFakeEngine {

    private static final Path SOURCE = Path.of("src", "test", "clients", "huggingface");
    private static final Path PLACE = Path.of("target", "clients", "huggingface");

    @BeforeAll
    static void install() throws Exception {
        Files.createDirectories(PLACE);
        for (String file : new String[] {"package.json", "client.mjs"}) {
            Files.copy(SOURCE.resolve(file), PLACE.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run("npm", "install", "--no-audit", "--no-fund", "--loglevel=error");
    }

    @Test
    void itReadsLabelsAndScores() throws Exception {
        JsonNode labels = asked("sound");

        assertThat(labels).hasSize(5);
        assertThat(labels.get(0).path("label").asString()).isEqualTo("Speech");
        assertThat(labels.get(0).path("score").asDouble()).isBetween(0.333, 0.334);
    }

    @Test
    void itUnderstandsWhatWentWrong() throws Exception {
        JsonNode failure = asked("corrupt");

        assertThat(failure.path("status").asInt()).isEqualTo(422);
        assertThat(failure.path("message").asString()).contains("bad frame at byte 12");
    }

    private JsonNode asked(String content) throws Exception {
        return new JsonMapper()
                .readTree(run(
                        "node", "client.mjs", uri("/hf/audio-classification").toString(), content));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(PLACE.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
