package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.service.ApiSpec.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest extends ServiceWithFakeEngine {

    private static final Path COMMITTED = Path.of("..", "docs", "openapi.json");
    private static final String REFRESH = "otolex.openapi.refresh";
    private static final String COMMAND = "mvn -q -pl service -am test -Dtest=OpenApiTest -D" + REFRESH
            + "=true -Dsurefire.failIfNoSpecifiedTests=false";

    /** What a browser that is told not to guess runs, applies and shows. */
    private static final Map<String, String> TYPES_OF_FILES = Map.of(
            "docs.js", "text/javascript",
            "docs.css", "text/css",
            "swagger-ui-bundle.js", "text/javascript",
            "swagger-ui.css", "text/css",
            "favicon-32x32.png", "image/png");

    @Test
    void theCommittedDescriptionIsTheOneThatIsServed() throws Exception {
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        JsonNode served = spec().document();
        if (Boolean.getBoolean(REFRESH)) {
            Files.writeString(COMMITTED, json.writeValueAsString(served) + "\n");
        }

        assertThat(json.readTree(Files.readString(COMMITTED)))
                .as("docs/openapi.json differs from what is served. If the change is meant, run:%n  %s%n", COMMAND)
                .isEqualTo(served);
    }

    @Test
    void everyOperationIsInWordsAndNoWordsAreWithoutAnOperation() throws Exception {
        assertThat(spec().operations()).isNotEmpty().allSatisfy(operation -> {
            assertThat(operation.node().path("summary").asString("")).isNotBlank();
            assertThat(operation.node().path("tags")).isNotEmpty();
        });
        assertThat(spec().operations().stream().map(Operation::toString)).containsAll(ApiWords.operations());
    }

    @Test
    void everyAnswerHasAnExampleThatIsRight() throws Exception {
        ApiSpec spec = spec();
        for (Operation operation : spec.operations()) {
            for (Map.Entry<String, JsonNode> response :
                    operation.node().path("responses").properties()) {
                spec.resolved(response.getValue()).path("content").forEach(content -> {
                    List<JsonNode> examples = examples(content);
                    assertThat(examples)
                            .as("%s %s has an example", operation, response.getKey())
                            .isNotEmpty();
                    assertThat(examples).allSatisfy(example -> assertThat(spec.faults(content.path("schema"), example))
                            .as("%s %s: %s", operation, response.getKey(), example)
                            .isEmpty());
                });
            }
        }
    }

    private static List<JsonNode> examples(JsonNode content) {
        return content.has("example")
                ? List.of(content.path("example"))
                : content.path("examples")
                        .valueStream()
                        .map(example -> example.path("value"))
                        .toList();
    }

    @Test
    void itIsInTheLanguageThatItSays() throws Exception {
        JsonNode document = spec().document();

        assertThat(document.path("openapi").asString()).startsWith("3.1.");
        assertThat(document.findValues("x-problems")).isEmpty();
        assertThat(document.path("components").path("securitySchemes")).hasSize(2);
        assertThat(document.toString()).doesNotContain("localhost");
    }

    @Test
    void thePageOfTheDocumentationComesFromTheJarAlone() throws Exception {
        var page = send(request("/docs"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("http:", "https:", "<style", "onload", " style=");
        for (var file : TYPES_OF_FILES.entrySet()) {
            assertThat(page.body()).contains(file.getKey());
            var answer = send(request("/docs/" + file.getKey()));
            assertThat(answer.statusCode()).as(file.getKey()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(file.getKey())
                    .startsWith(file.getValue());
        }
        assertProblem(send(request("/docs/index.html")), 404, "not-found");
        assertProblem(send(request("/docs/..%2f..%2fapplication.yaml")), 400, "malformed-request");
    }

    @Test
    void aProblemSaysAtItsUriWhatItMeans() throws Exception {
        var json = send(request("/problems/no-audio"));
        assertThat(json(json).path("type").asString()).isEqualTo("/problems/no-audio");
        assertThat(json(json).path("status").asInt()).isEqualTo(422);
        assertThat(json(json).path("meaning").asString()).contains("sample");

        var page = send(request("/problems/no-audio").header("Accept", "text/html"));
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("<h1>", "422");
        assertProblem(send(request("/problems/none")), 404, "not-found");
        assertThat(json(send(request("/problems"))).path("problems")).hasSizeGreaterThan(20);
    }

    private ApiSpec spec() throws IOException, InterruptedException {
        return new ApiSpec(send(request("/openapi.json")).body());
    }
}
