package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.service.jobs.store.JobDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The jobs' database goes away while the service runs. */
@DirtiesContext
@TestPropertySource(properties = "otolex.cache.max-windows=0")
class JobsWithoutDatabaseTest extends ServiceWithFakeEngine {

    @Test
    void jobsAreRefusedForTheMomentAndEverythingElseGoesOn(@Autowired JobDatabase database) throws Exception {
        assertThat(send(request("/actuator/health")).body()).contains("\"jobs\"", "\"file\"");

        database.close();

        String job = "/v1/jobs/" + UUID.randomUUID();
        for (var refused : List.of(postAudio("/v1/jobs", "sound"), send(request("/v1/jobs")), send(request(job)))) {
            assertProblem(refused, 503, "jobs-unavailable");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(postAudio("/v1/tags", "sound").statusCode()).isEqualTo(200);
        assertThat(send(request("/actuator/health/readiness")).statusCode()).isEqualTo(200);
        var health = send(request("/actuator/health"));
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(json(health).path("components").path("jobs").path("status").asString())
                .isEqualTo("DOWN");
        assertThat(json(health).path("components").path("model").path("status").asString())
                .isEqualTo("UP");
    }
}
