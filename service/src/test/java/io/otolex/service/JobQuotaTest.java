package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Jobs are counted as whatever else a client sends. */
@TestPropertySource(properties = {"otolex.quota.audio-per-hour=100s", "otolex.jobs.poll-interval=100ms"})
class JobQuotaTest extends JobService {

    /** Jobs of an earlier test are settled a moment after their end. */
    @BeforeEach
    void enoughIsLeft() {
        await().until(() -> left(withoutEffect()) > 50);
    }

    @Test
    void aJobIsChargedByWhatItSaysAndThenByWhatWasScored() throws Exception {
        int before = left(withoutEffect());

        String self = submitted("/v1/jobs", "x".repeat(30)); // says that it has 30 s, and turns out to have 10
        ended(self);

        await().untilAsserted(() -> assertThat(before - left(withoutEffect())).isBetween(9, 10));
    }

    @Test
    void aJobThatFailsCostsNothing() throws Exception {
        int before = left(withoutEffect());

        ended(submitted("/v1/jobs", "corrupt"));

        await().untilAsserted(() -> assertThat(left(withoutEffect())).isGreaterThanOrEqualTo(before));
    }

    @Test
    void aQuotaThatIsUsedUpRefusesByTheHeadersAlone() throws Exception {
        submitted("/v1/jobs", "slow 30"); // says that it has 300 s

        var refused = postAudio("/v1/jobs", "sound");

        assertProblem(refused, 429, "quota-exceeded");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"audio\";q=100;w=3600");
    }

    @Test
    void whatIsRefusedCostsNothing() throws Exception {
        int before = left(withoutEffect());

        for (int i = 0; i < 5; i++) {
            assertThat(left(withoutEffect())).isGreaterThanOrEqualTo(before);
        }
    }

    /** A request that is refused after its sender's quota was asked. */
    private HttpResponse<String> withoutEffect() throws Exception {
        return send(new Form().field("top_k", "1").to(request("/v1/jobs")));
    }

    private static int left(HttpResponse<String> response) {
        String limit = response.headers().firstValue("RateLimit").orElseThrow();
        return Integer.parseInt(limit.replaceAll(".*r=(\\d+);.*", "$1"));
    }
}
