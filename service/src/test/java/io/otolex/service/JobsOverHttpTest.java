package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@TestPropertySource(properties = {"otolex.jobs.max-audio=3MB", "otolex.jobs.max-unfinished=30"})
class JobsOverHttpTest extends ServiceWithFakeEngine {

    @AfterEach
    void nothingIsLeftBehind() {
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero());
    }

    @Test
    void aJobIsTakenInAtOnceAndDoneLater() throws Exception {
        HttpResponse<String> accepted = postAudio("/v1/jobs?top_k=3", "slow 3");

        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String self = json(accepted).path("links").path("self").asString();
        assertThat(accepted.headers().firstValue("Location")).hasValue(self);
        assertThat(accepted.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(accepted).path("status").asString()).isIn("queued", "running");
        assertThat(json(accepted).path("options").toString()).isEqualTo("{\"top_k\":\"3\"}");

        JsonNode ended = ended(self);

        assertThat(ended.path("status").asString()).isEqualTo("succeeded");
        assertThat(ended.path("progress").path("fraction").asDouble()).isEqualTo(1);
        assertThat(ended.path("attempt").asInt()).isEqualTo(1);
        assertThat(ended.path("started_at").asString()).endsWith("Z");
    }

    @Test
    void theResultIsWhatTheSameRequestWouldHaveGotAtOnce() throws Exception {
        String atOnce = postAudio("/v1/tags?top_k=5&threshold=0.1", "sound").body();

        JsonNode job = ended(submitted("/v1/jobs?top_k=5&threshold=0.1", "sound"));

        assertThat(send(request(job.path("links").path("result").asString())).body())
                .isEqualTo(atOnce);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/x-ndjson",
                "text/csv",
                "text/plain",
                "text/tab-separated-values",
                "text/vtt"
            })
    void theResultHasEveryFormatThatTheSameRequestHas(String format) throws Exception {
        String atOnce = accepting(format, request("/v1/tags?threshold=0.2").POST(BodyPublishers.ofString("sound")));
        String self = submitted("/v1/jobs?threshold=0.2", "sound");
        ended(self);

        assertThat(accepting(format, request(self + "/result"))).isNotEmpty().isEqualTo(atOnce);
    }

    private String accepting(String format, HttpRequest.Builder request) throws Exception {
        var response = send(request.header("Content-Type", "audio/wav").header("Accept", format));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(format);
        return response.body();
    }

    @Test
    void aFormIsAJobToo() throws Exception {
        var form = new Form().file("file", "a.wav", "sound").field("top_k", "2");

        var accepted = send(form.to(request("/v1/jobs")));

        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String self = json(accepted).path("links").path("self").asString();
        assertThat(ended(self).path("status").asString()).isEqualTo("succeeded");
        assertThat(json(send(request(self + "/result"))).path("tags")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "empty,   422, no-audio",
        "text,    415, unsupported-media",
        "corrupt, 422, decode-failed",
        "long,    422, audio-too-long"
    })
    void aJobFailsInTheWordsOfTheSameRequest(String content, int status, String type) throws Exception {
        String self = submitted("/v1/jobs", content);

        JsonNode problem = ended(self).path("problem");

        assertThat(problem.path("type").asString()).isEqualTo("/problems/" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertProblem(send(request(self + "/result")), 409, "no-result");
    }

    @Test
    void aFaultOfOursIsTriedAgainAndThenFails() throws Exception {
        String self = submitted("/v1/jobs", "fault");

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(
                        () -> assertThat(job(self).path("status").asString()).isEqualTo("failed"));

        assertThat(job(self).path("problem").path("type").asString()).isEqualTo("/problems/internal-error");
        assertThat(job(self).toString()).doesNotContain("secret");
    }

    @Test
    void aRunningJobShowsItsProgressAndHasNoResultYet() throws Exception {
        String self = submitted("/v1/jobs", "slow 30");
        await().untilAsserted(() -> assertThat(
                        job(self).path("progress").path("audio_s").asDouble())
                .isPositive());

        assertThat(job(self).path("status").asString()).isEqualTo("running");
        var early = send(request(self + "/result"));
        assertProblem(early, 409, "no-result");
        assertThat(json(early).path("job_status").asString()).isEqualTo("running");
        send(request(self).DELETE());
    }

    @Test
    void aRunningJobIsCancelledAtOnceAndStaysInTheListUntilItIsDeleted() throws Exception {
        String self = submitted("/v1/jobs", "slow 600");
        await().untilAsserted(
                        () -> assertThat(job(self).path("status").asString()).isEqualTo("running"));

        var cancelled = send(request(self).DELETE());

        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(json(cancelled).path("status").asString()).isEqualTo("cancelled");
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(uploadsOnDisk()).isZero());
        assertThat(job(self).path("status").asString()).isEqualTo("cancelled");
        assertProblem(send(request(self + "/result")), 409, "no-result");
        assertThat(send(request(self).DELETE()).statusCode()).isEqualTo(204);
        assertProblem(send(request(self)), 404, "not-found");
        assertProblem(send(request(self).DELETE()), 404, "not-found");
    }

    @Test
    void aQueuedJobIsCancelledWithoutEverRunning() throws Exception {
        String first = submitted("/v1/jobs", "slow 600");
        String second = submitted("/v1/jobs", "slow 600");
        await().untilAsserted(
                        () -> assertThat(job(first).path("status").asString()).isEqualTo("running"));

        send(request(second).DELETE());
        send(request(first).DELETE());

        assertThat(job(second).path("status").asString()).isEqualTo("cancelled");
        assertThat(job(second).has("started_at")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "00000000-0000-0000-0000-000000000000", "..%2F", "1-1-1-1-1"})
    void whatIsNoJobIsNotFound(String id) throws Exception {
        for (String path : List.of("", "/result", "/events")) {
            var response = send(request("/v1/jobs/" + id + path));
            assertThat(response.statusCode()).isIn(400, 404, 405);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/jobs?top_k=0, top_k",
        "/v1/jobs?topk=3, topk",
        "/v1/jobs?url=http://example.org/a.wav, url",
        "/v1/jobs?webhook=http://example.org/hook, webhook"
    })
    void whatMakesNoSenseIsNamed(String path, String field) throws Exception {
        var response = postAudio(path, "sound");

        assertProblem(response, 400, "invalid-option");
        assertThat(json(response).path("field").asString()).isEqualTo(field);
    }

    @Test
    void aFormWithoutARecordingIsToldSo() throws Exception {
        assertProblem(send(new Form().field("top_k", "1").to(request("/v1/jobs"))), 400, "missing-file");
        var empty = request("/v1/jobs")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("top_k=1"));
        assertProblem(send(empty), 400, "missing-file");
    }

    @Test
    void theSameKeyWithTheSameRequestIsTheSameJob() throws Exception {
        var first = withKey("k1", "/v1/jobs?top_k=2&threshold=0.1", "sound");
        var again = withKey("k1", "/v1/jobs?threshold=0.1&top_k=2", "sound");

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(json(again).path("id")).isEqualTo(json(first).path("id"));
        assertProblem(withKey("k1", "/v1/jobs?top_k=2&threshold=0.1", "other"), 422, "idempotency-key-reused");
        assertProblem(withKey("k1", "/v1/jobs?top_k=3&threshold=0.1", "sound"), 422, "idempotency-key-reused");
        assertThat(json(withKey("k2", "/v1/jobs?top_k=2&threshold=0.1", "sound"))
                        .path("id"))
                .isNotEqualTo(json(first).path("id"));
    }

    @Test
    void aKeyThatIsTooLongIsRefused() throws Exception {
        assertProblem(withKey("k".repeat(256), "/v1/jobs", "sound"), 400, "invalid-option");
    }

    @Test
    void manyRequestsWithOneKeyAtOnceMakeOneJob() {
        HttpRequest request = request("/v1/jobs")
                .header("Content-Type", "audio/wav")
                .header("Idempotency-Key", "race")
                .POST(BodyPublishers.ofString("sound"))
                .build();
        List<CompletableFuture<HttpResponse<String>>> racing = IntStream.range(0, 16)
                .mapToObj(i -> CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .toList();

        List<HttpResponse<String>> answers =
                racing.stream().map(CompletableFuture::join).toList();

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202));
        assertThat(answers.stream().map(answer -> json(answer).path("id").asString()))
                .hasSize(16)
                .containsOnly(json(answers.get(0)).path("id").asString());
        assertThat(answers.stream().filter(answer -> answer.headers()
                        .firstValue("Idempotency-Replayed")
                        .isEmpty()))
                .hasSize(1);
    }

    @Test
    void theListIsStableWhileJobsComeAndGo() throws Exception {
        var made = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            made.add(0, submitted("/v1/jobs", "sound"));
        }

        JsonNode first = json(send(request("/v1/jobs?limit=3")));
        submitted("/v1/jobs", "sound");
        ended(made.get(3));
        send(request(made.get(3)).DELETE());
        JsonNode second = json(
                send(request("/v1/jobs?limit=3&cursor=" + first.path("next").asString())));

        assertThat(selves(first)).isEqualTo(made.subList(0, 3));
        assertThat(selves(second)).as(second.toString()).isEqualTo(made.subList(4, 7));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "status=done, status",
        "cursor=x, cursor",
        "cursor=%00, cursor",
        "page=2, page"
    })
    void aListThatMakesNoSenseIsRefusedByName(String query, String field) throws Exception {
        var response = send(request("/v1/jobs?" + query));

        assertProblem(response, 400, "invalid-option");
        assertThat(json(response).path("field").asString()).isEqualTo(field);
    }

    @Test
    void theListCanShowOneStatus() throws Exception {
        ended(submitted("/v1/jobs", "corrupt"));

        JsonNode failed = json(send(request("/v1/jobs?status=failed&limit=100")));

        assertThat(failed.path("jobs"))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.path("status").asString()).isEqualTo("failed"));
    }

    @Test
    void recordingsThatWaitHaveALimitInAll() throws Exception {
        String busy = submitted("/v1/jobs", "slow 600");
        var waiting = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            waiting.add(submitted("/v1/jobs", "s".repeat(1_000_000)));
        }

        var refused = postAudio("/v1/jobs", "s".repeat(1_000_000));
        assertProblem(refused, 507, "audio-store-full");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        send(request(waiting.get(0)).DELETE());
        waiting.add(submitted("/v1/jobs", "s".repeat(1_000_000)));
        waiting.add(busy);
        for (String self : waiting) {
            send(request(self).DELETE());
        }
    }

    @Test
    void jobsThatWaitHaveALimitInNumber() throws Exception {
        String busy = submitted("/v1/jobs", "slow 600");
        var waiting = new ArrayList<String>();
        HttpResponse<String> last = postAudio("/v1/jobs", "sound");
        while (last.statusCode() == 202 && waiting.size() < 40) {
            waiting.add(json(last).path("links").path("self").asString());
            last = postAudio("/v1/jobs", "sound");
        }

        assertProblem(last, 503, "overloaded");
        assertThat(waiting).hasSizeLessThanOrEqualTo(29);
        send(request(busy).DELETE());
        for (String self : waiting) {
            ended(self);
        }
    }

    @Test
    void unfinishedJobsAreCounted() throws Exception {
        assertThat(send(request("/actuator/prometheus")).body())
                .contains("otolex_jobs{status=\"queued\"}", "otolex_jobs{status=\"running\"}");
    }

    private static List<String> selves(JsonNode list) {
        return list.path("jobs")
                .valueStream()
                .map(job -> job.path("links").path("self").asString())
                .toList();
    }

    private HttpResponse<String> withKey(String key, String path, String content) throws Exception {
        return send(request(path)
                .header("Content-Type", "audio/wav")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(content)));
    }

    private String submitted(String path, String content) throws Exception {
        HttpResponse<String> accepted = postAudio(path, content);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return json(accepted).path("links").path("self").asString();
    }

    private JsonNode job(String self) throws Exception {
        return json(send(request(self)));
    }

    private JsonNode ended(String self) throws Exception {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(job(self).path("status").asString()).isIn("succeeded", "failed", "cancelled"));
        return job(self);
    }
}
