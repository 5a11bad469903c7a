package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Whoever reads the log, even at its most talkative, learns neither keys nor what was recorded. */
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "logging.level.root=DEBUG")
class NothingPrivateIsLoggedTest extends SecuredService {

    private static final String RECORDING = "whispered";
    private static final HttpServer ELSEWHERE = elsewhere();

    private static HttpServer elsewhere() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                boolean isNotice = exchange.getRequestMethod().equals("POST");
                exchange.sendResponseHeaders(isNotice ? 204 : 200, isNotice ? -1 : RECORDING.length());
                if (!isNotice) {
                    exchange.getResponseBody().write(RECORDING.getBytes(StandardCharsets.US_ASCII));
                }
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void elsewhere(DynamicPropertyRegistry properties) {
        properties.add("otolex.jobs.webhook.secrets", () -> WebhookReceiver.SECRET);
        for (String side : new String[] {"otolex.jobs.webhook", "otolex.jobs.url"}) {
            properties.add(side + ".allowed-hosts", () -> "localhost:" + port(ELSEWHERE));
            properties.add(side + ".allowed-networks", () -> "127.0.0.0/8,::1/128");
        }
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }

    @AfterAll
    static void stop() {
        ELSEWHERE.stop(0);
    }

    @Test
    void neitherKeysNorSecretsNorRecordings(CapturedOutput log) throws Exception {
        String there = "http://localhost:" + port(ELSEWHERE) + "/recording";
        assertThat(send(with(sound(), TAGGER)).statusCode()).isEqualTo(200);
        assertThat(send(with(recording("/v1/tags"), TAGGER)).statusCode()).isEqualTo(200);
        assertThat(send(with(recording("/v1/tags"), JOBBER)).statusCode()).isEqualTo(403);
        succeeded(with(recording("/v1/jobs?webhook=" + there), JOBBER));
        succeeded(with(new Form().field("url", there).field("webhook", there).to(request("/v1/jobs")), JOBBER));

        assertThat(log.getAll()).as("the log is talkative").contains("DEBUG", "webhook of job");
        assertThat(log.getAll())
                .doesNotContain(RECORDING, TAGGER.reveal(), JOBBER.reveal(), WebhookReceiver.SECRET, "v1,");
    }

    private HttpRequest.Builder recording(String path) {
        return request(path).header("Content-Type", "audio/wav").POST(BodyPublishers.ofString(RECORDING));
    }

    private void succeeded(HttpRequest.Builder submission) throws Exception {
        var accepted = send(submission);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String self = accepted.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        json(send(with(request(self), JOBBER))).toString())
                .contains("\"succeeded\"", "\"delivered\""));
    }
}
