package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.service.engine.Engine;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.bean.override.convention.TestBean;

class CachedAnswersTest extends RunningService {

    private static final AtomicInteger TAGGED = new AtomicInteger();

    @TestBean
    @Nullable
    Engine engine;

    static Engine engine() {
        return new Engine(
                FakeEngine.MODEL,
                (spool, options, budget, progress) -> {
                    TAGGED.incrementAndGet();
                    return new FakeEngine().tag(spool, options, budget, progress);
                },
                new FakeDecoder(),
                () -> {});
    }

    @Test
    void theSameBytesWithTheSameOptionsAreTaggedOnce() throws Exception {
        TAGGED.set(0);
        var first = postAudio("/v1/tags?top_k=3", "once");
        var second = postAudio("/v1/tags?top_k=3", "once");
        var form = send(
                new Form().file("file", "x.wav", "once").field("top_k", "3").to(request("/v1/tags")));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(form.body()).isEqualTo(first.body());
        assertThat(TAGGED).hasValue(1);

        assertThat(postAudio("/v1/tags?top_k=4", "once").body()).isNotEqualTo(first.body());
        assertThat(postAudio("/v1/tags?top_k=3", "other").statusCode()).isEqualTo(200);
        assertThat(TAGGED).hasValue(3);
        assertThat(send(request("/actuator/prometheus")).body())
                .containsPattern("otolex_cache_total\\{.*result=\"hit\".*\\} [1-9]");
    }

    @Test
    void aFailureIsNotRemembered() throws Exception {
        TAGGED.set(0);
        assertProblem(postAudio("/v1/tags", "corrupt"), 422, "decode-failed");
        assertProblem(postAudio("/v1/tags", "corrupt"), 422, "decode-failed");
        assertThat(TAGGED).hasValue(2);
    }

    @Test
    void anAnswerThatTheClientHasIsNotSentAgain() throws Exception {
        String tag = postAudio("/v1/tags", "named").headers().firstValue("ETag").orElseThrow();
        var known = send(request("/v1/tags")
                .header("Content-Type", "audio/wav")
                .header("If-None-Match", tag)
                .POST(BodyPublishers.ofString("named")));
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.headers().firstValue("ETag")).hasValue(tag);

        var changed = send(request("/v1/tags")
                .header("Content-Type", "audio/wav")
                .header("If-None-Match", tag)
                .POST(BodyPublishers.ofString("changed")));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(postAudio("/v1/tags", "corrupt").headers().firstValue("ETag"))
                .isEmpty();
    }

    @Test
    void everyAnswerCarriesTheRequestsName() throws Exception {
        var named = send(request("/v1/models").header("X-Request-Id", "from-the-client_1"));
        assertThat(named.headers().firstValue("X-Request-Id")).hasValue("from-the-client_1");
        var forged = send(request("/nothing").header("X-Request-Id", "a b\tc"));
        assertThat(forged.headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f-]{36}"));
    }
}
