package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.Budget;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.TagOptions;
import io.otolex.model.tagging.Tagged;
import io.otolex.service.engine.Engine;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** What clients see of a service that is full: real connections, real curl. */
@TestPropertySource(
        properties = {
            "otolex.admission.max-audio=400s",
            "otolex.admission.max-requests=2",
            "otolex.upload.max-size=64MB",
            "otolex.cache.max-windows=0"
        })
class OverloadOnTheWireTest extends RunningService {

    private static final Semaphore WORK = new Semaphore(0);

    @TempDir
    private Path folder;

    @TestBean
    @Nullable
    Engine engine;

    private final List<CompletableFuture<HttpResponse<String>>> inside = new ArrayList<>();

    /** Tags when it is let, and looks at its budget as the real one does. */
    static Engine engine() {
        return new Engine(FakeEngine.MODEL, OverloadOnTheWireTest::tag, new FakeDecoder(), () -> {});
    }

    private static Tagged tag(Path spool, TagOptions options, Budget budget, Progress progress)
            throws AudioDecodingException {
        budget.useAudio(10);
        while (!WORK.tryAcquire()) {
            budget.check();
            Thread.onSpinWait();
        }
        progress.scored(10);
        return new FakeEngine().tag(spool, options, budget, progress);
    }

    @AfterEach
    void everybodyIsAnsweredInTheEnd() {
        WORK.release(1000);
        assertThat(inside)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero());
        await().untilAsserted(() -> assertThat(json(send(request("/v1/capacity")))
                        .path("queue")
                        .path("requests")
                        .asInt())
                .isZero());
        WORK.drainPermits();
    }

    @Test
    void curlPrintsTheRefusalOfABodyItHasNotSent() throws Exception {
        fill();
        Path large = file(20_000_000);
        for (String[] how : List.of(
                new String[] {"--data-binary", "@" + large, "-H", "Content-Type: audio/wav"},
                new String[] {"--data-binary", "@" + large, "-H", "Content-Type: audio/wav", "-H", "Expect:"},
                new String[] {"-F", "file=@" + large},
                new String[] {"-F", "file=@" + large, "-H", "Expect:"},
                new String[] {"-T", large.toString(), "-X", "POST", "-H", "Content-Type: audio/wav"},
                new String[] {"-T", "-", "-X", "POST", "-H", "Content-Type: audio/wav"})) {
            Curl curl = curl("/v1/tags", how);

            assertThat(curl.output()).as(String.join(" ", how)).contains("HTTP/1.1 503", "/problems/overloaded");
            assertThat(curl.output())
                    .containsPattern("(?i)retry-after: [1-9]")
                    .containsPattern("(?i)connection: close");
            assertThat(curl.exitCode()).as(curl.output()).isZero();
            assertThat(curl.seconds()).isLessThan(5);
        }
    }

    @Test
    void curlPrintsThatABodyIsTooLarge() throws Exception {
        Path tooLarge = file(70_000_000);
        for (String[] how : List.of(
                new String[] {"--data-binary", "@" + tooLarge, "-H", "Content-Type: audio/wav"},
                new String[] {"--data-binary", "@" + tooLarge, "-H", "Content-Type: audio/wav", "-H", "Expect:"},
                new String[] {"-F", "file=@" + tooLarge, "-H", "Expect:"},
                new String[] {
                    "--data-binary",
                    "@" + tooLarge,
                    "-H",
                    "Content-Type: audio/wav",
                    "-H",
                    "Expect:",
                    "-H",
                    "Transfer-Encoding: chunked"
                })) {
            Curl curl = curl("/v1/tags", how);

            assertThat(curl.output()).as(String.join(" ", how)).contains("HTTP/1.1 413", "\"limit_bytes\":67108864");
            assertThat(curl.exitCode()).as(curl.output()).isZero();
        }
    }

    @Test
    void curlPrintsARefusedOptionTooThoughItSendsAWholeRecording() throws Exception {
        Curl curl = curl(
                "/v1/tags?nonsense=1",
                "--data-binary",
                "@" + file(30_000_000),
                "-H",
                "Content-Type: audio/wav",
                "-H",
                "Expect:");

        assertThat(curl.output()).contains("HTTP/1.1 400", "/problems/invalid-option");
        assertThat(curl.exitCode()).as(curl.output()).isZero();
    }

    @Test
    void theRefusalComesBeforeABodyThatNeverComes() throws Exception {
        fill();
        refusalSeconds(); // the first one compiles
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            best = Math.min(best, refusalSeconds());
        }
        assertThat(best).isLessThan(0.010);
    }

    @Test
    void aClientThatIgnoresTheAnswerAndSendsOnHearsItInTheEnd() throws Exception {
        fill();
        try (var socket = new Socket("localhost", port)) {
            var out = socket.getOutputStream();
            int bytes = 8_000_000;
            out.write(head(bytes).getBytes(StandardCharsets.ISO_8859_1));
            for (int sent = 0; sent < bytes; sent += 100_000) {
                out.write(new byte[100_000]);
            }
            out.flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 503")
                    .containsPattern("(?i)content-length: [1-9]")
                    .contains("/problems/overloaded");
        }
    }

    @Test
    void whoNamesATimeIsAnsweredByThen() throws Exception {
        var late = send(request("/v1/tags")
                .header("Content-Type", "audio/wav")
                .header("X-Request-Timeout-Ms", "150")
                .POST(BodyPublishers.ofString("sound")));
        assertProblem(late, 504, "deadline-exceeded");

        var nonsense = send(request("/v1/tags")
                .header("Content-Type", "audio/wav")
                .header("X-Request-Timeout-Ms", "soon")
                .POST(BodyPublishers.ofString("sound")));
        assertProblem(nonsense, 400, "invalid-option");
        assertThat(json(nonsense).path("field").asString()).isEqualTo("X-Request-Timeout-Ms");
    }

    @Test
    void capacityTellsWhatIsInside() throws Exception {
        fill();
        await().untilAsserted(() -> assertThat(json(send(request("/v1/capacity")))
                        .path("queue")
                        .path("audio_s")
                        .asDouble())
                .isBetween(20.0, 400.0));
        var capacity = json(send(request("/v1/capacity")));
        assertThat(capacity.path("queue").path("requests").asInt()).isEqualTo(2);
        assertThat(capacity.path("queue").path("max_audio_s").asInt()).isEqualTo(400);
        assertThat(capacity.path("audio_s_per_s").asDouble()).isPositive();
        assertThat(capacity.path("expected_wait_s").asDouble()).isNotNegative();
        assertThat(capacity.path("devices").path(0).asString()).isEqualTo("cpu");
    }

    private void fill() throws Exception {
        for (int i = 0; i < 2; i++) {
            inside.add(CLIENT.sendAsync(
                    request("/v1/tags")
                            .header("Content-Type", "audio/wav")
                            .POST(BodyPublishers.ofString("sound " + i))
                            .build(),
                    BodyHandlers.ofString()));
        }
        await().untilAsserted(() -> assertThat(json(send(request("/v1/capacity")))
                        .path("queue")
                        .path("requests")
                        .asInt())
                .isEqualTo(2));
    }

    private double refusalSeconds() throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setTcpNoDelay(true);
            long start = System.nanoTime();
            socket.getOutputStream().write(head(1_000_000).getBytes(StandardCharsets.ISO_8859_1));
            int first = socket.getInputStream().read();
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(first).isEqualTo('H');
            return seconds;
        }
    }

    private static String head(int bytes) {
        return "POST /v1/tags HTTP/1.1\r\nHost: x\r\nContent-Type: audio/wav\r\nContent-Length: " + bytes + "\r\n\r\n";
    }

    private Curl curl(String path, String... how) throws Exception {
        var arguments = new ArrayList<>(List.of(how));
        arguments.add(uri(path).toString());
        return Curl.run(arguments.toArray(String[]::new));
    }

    private Path file(int bytes) throws IOException {
        Path file = folder.resolve(bytes + ".wav");
        Files.write(file, new byte[bytes]);
        return file;
    }
}
