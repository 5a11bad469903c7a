package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** What a collector of traces is sent, where there is one. */
@TestPropertySource(
        properties = {
            "management.opentelemetry.enabled=true",
            "management.tracing.sampling.probability=1.0",
            "management.opentelemetry.tracing.export.schedule-delay=50ms",
            "otolex.cache.max-windows=0"
        })
@Import(TracesTest.Exporter.class)
@ExtendWith(OutputCaptureExtension.class)
class TracesTest extends ServiceWithFakeEngine {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();
    private static final Queue<byte[]> SENT = new ConcurrentLinkedQueue<>();
    private static final HttpServer COLLECTOR = collector();

    @TestConfiguration(proxyBeanMethods = false)
    static class Exporter {
        @Bean(destroyMethod = "") // a context that closes would shut it for the next one
        InMemorySpanExporter spans() {
            return SPANS;
        }
    }

    @DynamicPropertySource
    static void collector(DynamicPropertyRegistry properties) {
        properties.add(
                "management.opentelemetry.tracing.export.otlp.endpoint",
                () -> "http://127.0.0.1:" + COLLECTOR.getAddress().getPort() + "/v1/traces");
    }

    private static HttpServer collector() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/traces", exchange -> {
                SENT.add(exchange.getRequestBody().readAllBytes());
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        COLLECTOR.stop(0);
    }

    @BeforeEach
    void forget() {
        SPANS.reset();
    }

    @Test
    void aRequestGoesOnWithItsCallersTraceAndShowsItsStages() throws Exception {
        post("sound");

        SpanData request = span("http post /v1/tags");
        assertThat(request.getTraceId()).isEqualTo(TRACE);
        assertThat(request.getParentSpanId()).isEqualTo(CALLER);
        assertThat(request.getAttributes().get(AttributeKey.stringKey("request_id")))
                .isEqualTo("mine-1");
        SpanData recording = span("tag");
        assertThat(recording.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(recording.getAttributes().get(AttributeKey.longKey("otolex.windows")))
                .isEqualTo(1);
        assertThat(span("receive").getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(spans()).extracting(SpanData::getTraceId).containsOnly(TRACE);
        assertThat(spans()).extracting(SpanData::getName).doesNotContain("security filterchain before");
    }

    @Test
    void aFailureIsInTheSpanOfItsRecording() throws Exception {
        post("corrupt");

        assertThat(span("tag").getEvents())
                .anySatisfy(event -> assertThat(event.getName()).isEqualTo("exception"));
    }

    @Test
    void theLogNamesTheRequestAndItsTrace(CapturedOutput output) throws Exception {
        post("fault");

        assertThat(output.getOut().lines().filter(line -> line.contains("a request failed")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("[mine-1 " + TRACE + "] "));
    }

    @Test
    void probesAndScrapesAreNotTraced() throws Exception {
        send(request("/actuator/health/liveness"));
        post("sound");

        span("http post /v1/tags");
        assertThat(spans()).extracting(SpanData::getName).noneMatch(name -> name.contains("actuator"));
    }

    @Test
    void theCollectorIsSentTheTrace() throws Exception {
        byte[] trace = HexFormat.of().parseHex(TRACE);
        post("sound");

        await().untilAsserted(() -> assertThat(SENT).anyMatch(body -> contains(body, trace)));
    }

    private void post(String content) throws Exception {
        send(request("/v1/tags")
                .header("Content-Type", "audio/wav")
                .header("X-Request-Id", "mine-1")
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .POST(BodyPublishers.ofString(content)));
    }

    private static SpanData span(String name) {
        await().untilAsserted(
                        () -> assertThat(spans()).extracting(SpanData::getName).contains(name));
        return spans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<SpanData> spans() {
        return SPANS.getFinishedSpanItems();
    }

    private static boolean contains(byte[] body, byte[] part) {
        return HexFormat.of().formatHex(body).contains(HexFormat.of().formatHex(part));
    }
}
