package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.tagging.TaggedWindow;
import io.otolex.service.engine.Engine;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.bean.override.convention.TestBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lines of an answer go out while the rest of it is computed, and a failure between them is the last one. */
class StreamedAnswersTest extends RunningService {

    private static final Semaphore READ = new Semaphore(0);

    @TestBean
    @Nullable
    Engine engine;

    /** Gives a window, and goes on when somebody has read it; the third one fails. */
    static Engine engine() {
        return new Engine(
                FakeEngine.MODEL,
                (spool, options, budget, progress) -> {
                    for (int window = 0; window < 2; window++) {
                        progress.tagged(
                                new TaggedWindow(10.0 * window, 10.0 * window + 10, List.of(), Optional.empty()));
                        waitForTheReader();
                    }
                    throw new AudioDecodingException.Corrupt("bad frame at byte 99");
                },
                new FakeDecoder(),
                () -> {});
    }

    private static void waitForTheReader() {
        try {
            if (!READ.tryAcquire(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody has read the line: it was not sent");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Timeout(60)
    void aLineIsSentBeforeTheNextIsComputedAndAFailureIsTheLastLine() throws Exception {
        var request = request("/v1/tags")
                .header("Content-Type", "audio/wav")
                .header("Accept", "application/x-ndjson")
                .POST(BodyPublishers.ofString("sound"));
        HttpResponse<InputStream> answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (int window = 0; window < 2; window++) {
                JsonNode line = new JsonMapper().readTree(lines.readLine());
                assertThat(line.path("window").path("start_s").asDouble()).isEqualTo(10.0 * window);
                READ.release();
            }
            JsonNode last = new JsonMapper().readTree(lines.readLine());
            assertThat(last.path("problem").path("type").asString()).isEqualTo("/problems/decode-failed");
            assertThat(last.path("problem").path("status").asInt()).isEqualTo(422);
            assertThat(last.path("problem").path("detail").asString()).contains("byte 99");
            assertThat(lines.readLine()).isNull();
        }
    }
}
