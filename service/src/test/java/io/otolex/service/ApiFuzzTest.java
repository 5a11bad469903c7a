package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otolex.service.ApiSpec.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent, the answer is one that the description knows, and never a fault of the service. The requests come
 * of a seed: {@code -Dotolex.fuzz.seed} repeats or varies them, {@code -Dotolex.fuzz.requests} sends more.
 */
class ApiFuzzTest extends ServiceWithFakeEngine {

    private static final long SEED = Long.getLong("otolex.fuzz.seed", 20_261_122);
    private static final int REQUESTS_EACH = Integer.getInteger("otolex.fuzz.requests", 150);

    private static final String TIMEOUT = "X-Request-Timeout-Ms";

    private final TreeMap<Integer, Integer> statuses = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    @Test
    void everyAnswerIsOneThatIsDescribed() throws Exception {
        var spec = new ApiSpec(send(request("/openapi.json")).body());
        for (Operation operation : spec.operations()) {
            // a sequence for each, so that a new operation does not change the requests to the others
            var requests = new HostileRequests(
                    spec,
                    uri("").toString(),
                    new Random(SEED + operation.toString().hashCode()));
            for (int i = 0; i < REQUESTS_EACH; i++) {
                judge(spec, operation, requests.next(operation));
            }
        }
        int sent = REQUESTS_EACH * spec.operations().size();
        System.out.printf(
                "fuzz: seed %d, %d requests, %d operations, statuses %s, faults %d%n",
                SEED, sent, spec.operations().size(), statuses, faults.size());

        assertThat(faults).isEmpty();
        assertThat(statuses.keySet()).as("what is right is sent, too").contains(200, 400);
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero()); // after the answer
    }

    private void judge(ApiSpec spec, Operation operation, HttpRequest request) throws Exception {
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        int status = answer.statusCode();
        statuses.merge(status, 1, Integer::sum);
        var wrong = new ArrayList<>(
                spec.faults(operation, status, answer.headers().firstValue("Content-Type"), answer.body()));
        boolean askedForHaste =
                status == 504 && request.headers().firstValue(TIMEOUT).isPresent();
        if (status >= 500 && !askedForHaste) {
            wrong.add("a client's mistake is not ours");
        }
        boolean isProblem =
                answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
        if (status >= 400 && isProblem && json(answer).path("status").asInt() != status) {
            wrong.add("the problem has another status");
        }
        if (answer.headers().firstValue("X-Injected").isPresent()) {
            wrong.add("a header was injected");
        }
        if (!wrong.isEmpty()) {
            String body = answer.body().substring(0, Math.min(300, answer.body().length()));
            faults.add(operation + " <- " + request.uri() + " "
                    + request.headers().map() + ": " + status + " " + wrong + " " + body);
        }
    }
}
