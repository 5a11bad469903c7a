package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.service.engine.Engine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

@TestPropertySource(properties = {"otolex.quota.audio-per-hour=100s", "otolex.cache.max-windows=0"})
class QuotaOnTheWireTest extends RunningService {

    @TestBean
    @Nullable
    Engine engine;

    /** Every recording turns out to have thirty seconds. */
    static Engine engine() {
        return new Engine(
                FakeEngine.MODEL,
                (spool, options, budget, progress) -> {
                    progress.scored(30);
                    return new FakeEngine().tag(spool, options, budget, progress);
                },
                new FakeDecoder(),
                () -> {});
    }

    @Test
    void aClientHearsWhatItHasLeftAndThenWhenToComeBack() throws Exception {
        var first = postAudio(
                "/v1/tags", "s".repeat(160_000)); // ten seconds of the smallest WAV, and a minute to the decoder
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"audio\";q=100;w=3600");
        assertThat(first.headers().firstValue("RateLimit")).hasValue("\"audio\";r=90;t=0");

        var second = postAudio("/v1/tags", "s".repeat(960_000));
        assertProblem(second, 429, "quota-exceeded");
        assertThat(Integer.parseInt(second.headers().firstValue("Retry-After").orElseThrow()))
                .as("twenty seconds of audio come back in a fifth of an hour")
                .isBetween(650, 720);
        assertThat(second.headers().firstValue("RateLimit"))
                .hasValueSatisfying(limit -> assertThat(limit).startsWith("\"audio\";r=40;t="));
    }
}
