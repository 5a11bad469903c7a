package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobCancellationTest extends JobService {

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
}
