package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest extends JobService {

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

    private HttpResponse<String> withKey(String key, String path, String content) throws Exception {
        return send(request(path)
                .header("Content-Type", "audio/wav")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(content)));
    }
}
