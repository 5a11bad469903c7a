package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The page as files over HTTP; how it behaves is tested in a browser. */
class PageOverHttpTest extends ServiceWithFakeEngine {

    private static final Path PAGE = Path.of("src", "main", "resources", "page");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html"})
    void thePageIsAtTheRoot(String path) throws Exception {
        HttpResponse<String> response = send(request(path));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(response.body()).contains("<title>Otolex");
    }

    static Stream<String> references() throws IOException {
        Stream<String> ofTheHtml = found("(?:href|src)=\"(assets/[^\"]+)\"", "index.html");
        Stream<String> samples = found("data-sample=\"([^\"]+)\"", "index.html").map(name -> "assets/samples/" + name);
        Stream<String> imports = scripts().stream()
                .flatMap(script -> found("(?:from|import\\() ?'\\./([^']+)'", "assets/js/" + script))
                .map(name -> "assets/js/" + name);
        return Stream.of(ofTheHtml, samples, imports).flatMap(found -> found).distinct();
    }

    private static List<String> scripts() throws IOException {
        try (Stream<Path> files = Files.list(PAGE.resolve("assets/js"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Stream<String> found(String pattern, String file) {
        try {
            String content = Files.readString(PAGE.resolve(file));
            return Pattern.compile(pattern)
                    .matcher(content)
                    .results()
                    .map(MatchResult::group)
                    .map(group -> Pattern.compile(pattern).matcher(group).replaceFirst("$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void whatThePageRefersToIsServed(String reference) throws Exception {
        assertThat(send(request("/" + reference)).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnchangedFileIsNotSentTwice() throws Exception {
        String tag =
                send(request("/assets/otolex.css")).headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = send(request("/assets/otolex.css").header("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(again.headers().firstValue("Last-Modified")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/nothing.js",
                "/assets/../application.yaml",
                "/assets/%2e%2e/application.yaml",
                "/page/index.html"
            })
    void nothingElseIsServed(String path) throws Exception {
        assertThat(send(request(path)).statusCode()).isBetween(400, 404);
    }

    @Test
    void thePageIsToldTheModelAndTheLimits() throws Exception {
        JsonNode facts = json(send(request("/assets/facts.json")));

        assertThat(facts.path("model").toString())
                .isEqualTo("{\"name\":\"fake\",\"precision\":\"float32\",\"embedded\":true}");
        assertThat(facts.path("max_upload_bytes").asLong()).isEqualTo(1 << 20);
        assertThat(facts.path("front_end").path("ticks").findValuesAsString("hz"))
                .containsExactly("200", "500", "1000", "2000", "5000", "10000");
        assertThat(facts.path("front_end").path("ticks").findValues("from_top"))
                .as("Slaney's mels: 1 kHz is the 60th of 224 bands, low frequencies are below")
                .extracting(JsonNode::asDouble)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .satisfies(heights -> assertThat(heights.get(2)).isBetween(0.72, 0.74));
        assertThat(facts.path("version").asString()).isNotBlank();
    }

    @Test
    void thePageNamesNoOtherHostButTheOntologys() throws IOException {
        try (Stream<Path> files = Files.walk(PAGE)) {
            List<String> addresses = files.filter(file -> file.toString().matches(".*\\.(html|css|js|svg)"))
                    .filter(file -> !file.toString().contains("vendor"))
                    .map(file -> PAGE.relativize(file).toString())
                    .flatMap(file -> found("(https?://[^/'\"`]+)", file))
                    .distinct()
                    .toList();
            assertThat(addresses).containsExactlyInAnyOrder("http://www.w3.org", "https://research.google.com");
        }
    }

    @Test
    void theVendoredScriptIsTheOneOnItsBill() throws Exception {
        Path folder = PAGE.resolve("assets/vendor/wavesurfer");
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve("wavesurfer.esm.js")));

        assertThat(Files.readString(Path.of("src/main/resources/META-INF/sbom/page.cdx.json")))
                .contains("pkg:npm/wavesurfer.js@", HexFormat.of().formatHex(digest));
        assertThat(Files.readString(folder.resolve("LICENSE"))).contains("BSD 3-Clause");
    }

    @Test
    void everySentenceIsThereInEachLanguage() throws IOException {
        String texts = Files.readString(PAGE.resolve("assets/js/texts.js"));
        int korean = texts.indexOf("  ko: {");

        assertThat(keys(texts.substring(korean)))
                .isEqualTo(keys(texts.substring(0, korean)))
                .hasSizeGreaterThan(50);
    }

    private static List<String> keys(String texts) {
        return Pattern.compile("(?m)^    '([\\w-]+)':")
                .matcher(texts)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
