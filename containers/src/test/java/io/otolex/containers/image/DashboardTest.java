package io.otolex.containers.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every panel shows something, once a real Prometheus has scraped the running service. */
@Tag("containers")
class DashboardTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Path ROOT = Path.of("..");

    private static final Network NETWORK = Network.newNetwork();
    private static final OtolexContainer SERVICE =
            new OtolexContainer().withNetwork(NETWORK).withNetworkAliases("otolex");
    private static final GenericContainer<?> PROMETHEUS = new GenericContainer<>("prom/prometheus:v3.5.3")
            .withNetwork(NETWORK)
            .withExposedPorts(9090)
            .withCopyFileToContainer(
                    MountableFile.forHostPath(ROOT.resolve("deploy/prometheus/prometheus.yml")),
                    "/etc/prometheus/prometheus.yml")
            .withCopyFileToContainer(
                    MountableFile.forHostPath(ROOT.resolve("helm/otolex/rules/otolex.yaml")),
                    "/etc/prometheus/rules/otolex.yaml")
            .waitingFor(Wait.forHttp("/-/ready"));

    @BeforeAll
    static void scrapeAServiceAtWork() {
        SERVICE.start();
        PROMETHEUS.start();
        Awaitility.await("recorded rules")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    SERVICE.post("/v1/tags", OtolexContainer.SAMPLES.resolve("speech.wav"));
                    SERVICE.post("/v1/tags", OtolexContainer.SAMPLES.resolve("ATTRIBUTION.md"));
                    return !query("otolex:latency:slow_ratio_1h").isEmpty()
                            && !query("increase(otolex_audio_seconds_total[1m]) > 0")
                                    .isEmpty();
                });
    }

    @AfterAll
    static void stop() {
        PROMETHEUS.stop();
        SERVICE.stop();
        NETWORK.close();
    }

    static Stream<Arguments> panels() throws IOException {
        JsonNode dashboard = JSON.readTree(Files.readString(ROOT.resolve("helm/otolex/dashboards/otolex.json")));
        return dashboard.path("panels").valueStream().flatMap(panel -> panel.path("targets")
                .valueStream()
                .map(target -> Arguments.of(
                        panel.path("title").asString(), target.path("expr").asString())));
    }

    @ParameterizedTest
    @MethodSource("panels")
    void aPanelHasData(String title, String expression) throws IOException, InterruptedException {
        String asGrafanaWould = expression.replace("$instance", ".*").replace("$__rate_interval", "1m");

        assertThat(query(asGrafanaWould)).as(title).isNotEmpty();
    }

    /** Custom metrics of Kubernetes and KEDA's query: the chart scales by it. */
    @Test
    void theMetricThatTheChartScalesByExists() throws IOException, InterruptedException {
        String chart = Files.readString(ROOT.resolve("helm/otolex/templates/autoscaling.yaml"));

        assertThat(chart).contains("metric: {name: otolex_queue_audio_seconds}", "sum(otolex_queue_audio_seconds{");
        assertThat(query("otolex_queue_audio_seconds")).hasSize(1);
    }

    @Test
    void everyRuleIsHealthyAndNothingFires() throws IOException, InterruptedException {
        JsonNode groups = get("/api/v1/rules").path("data").path("groups");

        assertThat(groups.findValuesAsString("health")).isNotEmpty().containsOnly("ok");
        assertThat(groups.findValuesAsString("lastError")).allMatch(String::isEmpty);
        assertThat(get("/api/v1/alerts").path("data").path("alerts")).isEmpty();
    }

    private static JsonNode query(String expression) throws IOException, InterruptedException {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("success");
        return answer.path("data").path("result");
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + PROMETHEUS.getHost() + ":" + PROMETHEUS.getMappedPort(9090) + path);
        return JSON.readTree(CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body());
    }
}
