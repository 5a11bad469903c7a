package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A job's events, read by an HTTP client that knows nothing of this service. */
@Timeout(120)
@TestPropertySource(
        properties = {"otolex.jobs.max-streams=2", "otolex.jobs.keep-alive=300ms", "otolex.cache.max-windows=0"})
class JobEventsOverHttpTest extends ServiceWithFakeEngine {

    private static final JsonMapper JSON = new JsonMapper();

    @AfterEach
    void nothingRuns() throws Exception {
        for (JsonNode job : json(send(request("/v1/jobs?limit=100"))).path("jobs")) {
            send(request(job.path("links").path("self").asString()).DELETE());
        }
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero());
    }

    @Test
    void eventsComeInOrderAndEndWithTheJob() throws Exception {
        HttpResponse<Stream<String>> response = stream(submitted("slow 25"), 0);

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
        Events events = Events.of(response.body());
        assertThat(events.ids()).isEqualTo(consecutive(1, events.last()));
        assertThat(events.names()).startsWith("queued", "running", "progress").endsWith("succeeded");
        assertThat(events.names()).containsOnlyOnce("queued", "running", "succeeded");
    }

    @Test
    void progressMovesWhileWindowsAreScoredAndOnlyForward() throws Exception {
        Events events = Events.of(stream(submitted("slow 35"), 0).body());

        List<JsonNode> told = events.list().stream()
                .filter(event -> event.name().equals("progress"))
                .map(event -> JSON.readTree(event.data()))
                .toList();

        assertThat(told).hasSizeGreaterThan(2).allSatisfy(progress -> {
            assertThat(progress.path("duration_s").asDouble()).isEqualTo(350);
            assertThat(progress.path("fraction").asDouble())
                    .isGreaterThan(0)
                    .isLessThanOrEqualTo(1)
                    .isEqualTo(progress.path("audio_s").asDouble() / 350);
        });
        assertThat(told.stream().map(progress -> progress.path("fraction").asDouble()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aStreamGoesOnAfterTheEventThatTheClientHadLast() throws Exception {
        String job = submitted("slow 25");
        Events all = Events.of(stream(job, 0).body());

        for (int had = 1; had < all.last(); had++) {
            assertThat(Events.of(stream(job, had).body()).list())
                    .isEqualTo(all.list().subList(had, all.list().size()));
        }
        assertThat(stream(job, all.last()).statusCode()).isEqualTo(204);
    }

    @Test
    void aStreamThatBreaksInTheMiddleGoesOnWithoutAGap() throws Exception {
        String job = submitted("slow 35");
        Events before;
        try (Stream<String> lines = stream(job, 0).body()) {
            before = Events.of(lines.filter(line -> !line.startsWith(":")).limit(12));
        }

        Events after = Events.of(stream(job, before.last()).body());

        assertThat(after.ids()).isEqualTo(consecutive(before.last() + 1, after.last()));
        assertThat(after.names()).endsWith("succeeded");
    }

    @Test
    void aSilentStreamIsKeptAlive() throws Exception {
        submitted("slow 600");
        String waiting = submitted("slow 600");

        try (var lines = reader(opened(waiting))) {
            String line = lines.readLine();
            while (!line.startsWith(":")) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo(":still here");
        }
    }

    @Test
    void clientsThatLeaveMakeRoomForOthers() throws Exception {
        submitted("slow 600");
        String waiting = submitted("slow 600");
        try (InputStream one = opened(waiting).body();
                InputStream two = opened(waiting).body()) {
            assertThat(one.read()).isPositive();
            assertThat(two.read()).isPositive();
            assertProblem(send(request(waiting + "/events")), 503, "overloaded");
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            HttpResponse<InputStream> third = opened(waiting);
            third.body().close();
            return third.statusCode() == 200;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.5", "99999999999999"})
    void anIdThatIsNoneIsRefused(String id) throws Exception {
        var response = send(request(submitted("sound") + "/events").header("Last-Event-ID", id));

        assertProblem(response, 400, "invalid-option");
        assertThat(json(response).path("field").asString()).isEqualTo("Last-Event-ID");
    }

    private String submitted(String content) throws IOException, InterruptedException {
        HttpResponse<String> accepted = postAudio("/v1/jobs", content);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return json(accepted).path("links").path("self").asString();
    }

    private HttpResponse<Stream<String>> stream(String job, int last) throws Exception {
        var request = request(job + "/events").header("Last-Event-ID", Integer.toString(last));
        return CLIENT.send(request.build(), BodyHandlers.ofLines());
    }

    private HttpResponse<InputStream> opened(String job) throws Exception {
        return CLIENT.send(request(job + "/events").build(), BodyHandlers.ofInputStream());
    }

    private static BufferedReader reader(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static List<Integer> consecutive(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }
}
