package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TaggingOverHttpTest extends ServiceWithFakeEngine {

    @AfterEach
    void noUploadIsLeftBehind() throws Exception {
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero()); // after the answer
    }

    @Test
    void aRawBodyIsTagged() throws Exception {
        HttpResponse<String> response = postAudio("/v1/tags", "sound");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode answer = json(response);
        assertThat(answer.path("model").path("name").asString()).isEqualTo("fake");
        assertThat(answer.path("model").path("digest").asString()).hasSize(64);
        assertThat(answer.path("input").toString())
                .startsWith("{\"codec\":\"pcm_s16le\",\"sample_rate\":44100,\"channels\":2,\"start_s\":0.0,"
                        + "\"duration_s\":1.667,\"clipped_percent\":0.0,\"silent_percent\":0.0,");
        assertThat(answer.path("tags")).hasSize(10);
        assertThat(answer.path("tags").get(0).toString())
                .isEqualTo("{\"id\":\"/m/09x0r\",\"label\":\"Speech\",\"index\":0,\"score\":0.333333,"
                        + "\"supported\":true,\"ancestors\":[[\"/m/0dgw9r\",\"/m/09l8g\"]]}");
    }

    @Test
    void aRawBodyMayComeInChunksOfUnknownTotal() throws Exception {
        var chunks = List.of("so".getBytes(StandardCharsets.UTF_8), "und".getBytes(StandardCharsets.UTF_8));
        var response = send(request("/v1/tags")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArrays(chunks)));

        assertThat(json(response).path("input").path("duration_s").asDouble()).isEqualTo(1.667);
    }

    @Test
    void optionsInTheQueryChooseTags() throws Exception {
        assertThat(json(postAudio("/v1/tags?top_k=3", "sound")).path("tags")).hasSize(3);
        assertThat(json(postAudio("/v1/tags?threshold=0.24", "sound")).path("tags"))
                .hasSize(2);
    }

    @Test
    void aFormIsTaggedWithItsFieldsAsOptions() throws Exception {
        var form = new Form().file("file", "my recording.wav", "sound").field("top_k", "2");

        var response = send(form.to(request("/v1/tags")));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json(response).path("tags")).hasSize(2);
    }

    @Test
    void aFormMayCarryItsOptionsInTheQuery() throws Exception {
        var form = new Form().file("file", "a.wav", "sound");

        assertThat(json(send(form.to(request("/v1/tags?top_k=1")))).path("tags"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "$(touch x);.wav", "a\u0001b", "ünï.wav", ""})
    void theNameOfAFileMeansNothing(String name) throws Exception {
        var response = send(new Form().file("file", name, "sound").to(request("/v1/tags")));

        assertThat(response.statusCode()).as(response.body()).isIn(200, 400);
        assertThat(response.body()).doesNotContain("passwd", "touch");
    }

    @ParameterizedTest
    @CsvSource({
        "top_k=0, top_k",
        "top_k=528, top_k",
        "top_k=many, top_k",
        "top_k=, top_k",
        "top_k=1&top_k=2, top_k",
        "threshold=1.01, threshold",
        "threshold=-1, threshold",
        "threshold=NaN, threshold",
        "topk=3, topk",
        "window=0.5, window",
        "window=11, window",
        "window=2&hop=3, hop",
        "hop=0, hop",
        "start=-1, start",
        "start=5&end=5, end",
        "end=1e9, end",
        "aggregate=median, aggregate",
        "timeline=maybe, timeline",
        "merge_gap=1, merge_gap",
        "min_duration=1, min_duration",
        "timeline=true&merge_gap=-1, merge_gap",
        "embedding=all, embedding",
        "embedding=window&timeline=false, embedding|timeline",
        "labels=Speach, labels",
        "labels=Human voice, labels",
        "labels=Dog&exclude=dog, exclude",
        "rollup=sum, rollup",
        "collapse=1, collapse",
        "threshold_set=none, threshold_set",
        "threshold_set=none&threshold=0.1, threshold_set"
    })
    void anOptionThatMakesNoSenseIsNamed(String query, String field) throws Exception {
        var response = postAudio("/v1/tags?" + query.replace(" ", "%20"), "sound");

        assertProblem(response, 400, "invalid-option");
        assertThat(json(response).path("field").asString()).matches(field);
        assertThat(json(response).path("detail").asString())
                .contains(json(response).path("field").asString());
    }

    @Test
    void anUnknownFieldOfAFormIsNamed() throws Exception {
        var form = new Form().file("file", "a.wav", "sound").field("topk", "2");

        var response = send(form.to(request("/v1/tags")));

        assertProblem(response, 400, "invalid-option");
        assertThat(json(response).path("field").asString()).isEqualTo("topk");
    }

    @ParameterizedTest
    @CsvSource({
        "empty,   422, no-audio",
        "text,    415, unsupported-media",
        "corrupt, 422, decode-failed",
        "long,    422, audio-too-long",
        "bomb,    422, audio-too-expensive",
        "broken,  503, decoder-unavailable",
        "fault,   500, internal-error"
    })
    void whatCannotBeDecodedIsToldByName(String content, int status, String type) throws Exception {
        assertProblem(postAudio("/v1/tags", content), status, type);
        assertProblem(send(new Form().file("file", "a", content).to(request("/v1/tags"))), status, type);
    }

    @Test
    void modelsSayWhoTheyAre() throws Exception {
        var models = json(send(request("/v1/models"))).path("models");

        assertThat(models).hasSize(1);
        assertThat(models.get(0).path("name").asString()).isEqualTo("fake");
        assertThat(models.get(0).path("version").asString()).isEqualTo("1.0.0");
        assertThat(models.get(0).path("supported_classes").asInt()).isEqualTo(527);
        assertThat(models.get(0).path("embedding_size").asInt()).isEqualTo(768);
        assertThat(models.get(0).path("window_s").asDouble()).isEqualTo(10);
        assertThat(models.get(0).path("card").isNull()).isTrue();
    }

    @Test
    void onlyTheEmbeddedModelHasACard() throws Exception {
        assertThat(send(request("/v1/models/card")).statusCode()).isEqualTo(404);
    }
}
