package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The whole path with ffmpeg, the embedded model and HTTP; runs with {@code -Pengine}. */
@Tag("engine")
@TestPropertySource(properties = "otolex.decoding.max-duration=60s")
class RealEngineTest extends RunningService {

    @AfterEach
    void noUploadIsLeftBehind() {
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero());
    }

    @Test
    void aRecordingIsTaggedByTheEmbeddedModel() throws Exception {
        JsonNode answer = json(postAudio("/v1/tags", Wav.tone(44_100, 3 * 44_100)));

        assertThat(answer.path("model").path("name").asString()).startsWith("otolex");
        assertThat(answer.path("input").path("sample_rate").asInt()).isEqualTo(44_100);
        assertThat(answer.path("input").path("duration_s").asDouble()).isEqualTo(3);
        assertThat(answer.path("windows").asInt()).isEqualTo(1);
        assertThat(answer.path("tags"))
                .hasSize(10)
                .allSatisfy(tag -> assertThat(tag.path("score").asDouble()).isBetween(0.0, 1.0));
    }

    @Test
    void theSameRecordingHasTheSameScores() throws Exception {
        byte[] tone = Wav.tone(32_000, 400_000);

        assertThat(postAudio("/v1/tags", tone).body())
                .isEqualTo(postAudio("/v1/tags", tone).body());
    }

    @Test
    void theEmbeddedModelSaysWhatItIsWorth() throws Exception {
        JsonNode model = json(send(request("/v1/models"))).path("models").get(0);
        var card = send(request(model.path("card").asString()));

        assertThat(card.statusCode()).isEqualTo(200);
        assertThat(card.headers().firstValue("content-type")).contains("text/markdown;charset=UTF-8");
        assertThat(card.body()).startsWith("# " + model.path("name").asString());
        assertThat(model.path("supported_classes").asInt()).isBetween(200, 526);
    }

    @Test
    void readinessKnowsTheModel() throws Exception {
        var response = send(request("/actuator/health/readiness"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("otolex-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no audio at all",
                "ffconcat version 1.0\nfile /etc/passwd\n",
                "#EXTM3U\nhttp://localhost/x.mp3\n",
                "\0\0\0\0"
            })
    void whatIsNoRecordingIsRefused(String content) throws Exception {
        assertProblem(postAudio("/v1/tags", content), 415, "unsupported-media");
    }

    @Test
    void aRecordingWithoutASampleIsRefusedAndOneSampleIsEnough() throws Exception {
        assertProblem(postAudio("/v1/tags", Wav.tone(32_000, 0)), 422, "no-audio");
        assertThat(postAudio("/v1/tags", Wav.tone(32_000, 1)).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsTooLongIsRefused() throws Exception {
        assertProblem(postAudio("/v1/tags", Wav.tone(8_000, 8_000 * 61)), 422, "audio-too-long");
    }

    @Test
    void twoHundredUploadsAtOnceAreAllAnswered() {
        byte[] tone = Wav.tone(16_000, 16_000);
        HttpRequest upload = request("/v1/tags")
                .header("Content-Type", "audio/wav")
                .POST(BodyPublishers.ofByteArray(tone))
                .build();
        List<CompletableFuture<HttpResponse<String>>> pending = IntStream.range(0, 200)
                .mapToObj(i -> CLIENT.sendAsync(upload, BodyHandlers.ofString()))
                .toList();

        assertThat(pending.stream().map(CompletableFuture::join))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 503));
    }
}
