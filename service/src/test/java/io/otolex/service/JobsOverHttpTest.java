package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JobsOverHttpTest extends JobService {

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
    void unfinishedJobsAreCounted() throws Exception {
        assertThat(send(request("/actuator/prometheus")).body())
                .contains("otolex_jobs{status=\"queued\"}", "otolex_jobs{status=\"running\"}");
    }
}
