package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** A service, and what one does with its jobs. */
abstract class JobService extends ServiceWithFakeEngine {

    @AfterEach
    void nothingIsLeftBehind() {
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero());
    }

    String submitted(String path, String content) throws Exception {
        HttpResponse<String> accepted = postAudio(path, content);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return json(accepted).path("links").path("self").asString();
    }

    JsonNode job(String self) throws Exception {
        return json(send(request(self)));
    }

    JsonNode ended(String self) throws Exception {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(job(self).path("status").asString()).isIn("succeeded", "failed", "cancelled"));
        return job(self);
    }
}
