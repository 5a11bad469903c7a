package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceTest extends ServiceWithFakeEngine {

    private static final String DOOR = "/hf/audio-classification";
    private static final String SOUND = Base64.getEncoder().encodeToString("sound".getBytes(StandardCharsets.UTF_8));

    @AfterEach
    void noUploadIsLeftBehind() {
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero());
    }

    /** The last is what curl announces when it is told nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {"audio/flac", "audio/x-wav", "application/octet-stream", "application/x-www-form-urlencoded"})
    void bytesBecomeLabelsBestFirst(String type) throws Exception {
        HttpResponse<String> answer =
                send(request(DOOR).header("Content-Type", type).POST(BodyPublishers.ofString("sound")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer)).hasSize(5);
        assertThat(json(answer).get(0).path("label").asString()).isEqualTo("Speech");
        assertThat(json(answer).get(0).path("score").asDouble()).isBetween(0.333, 0.334);
        assertThat(json(answer).get(4).path("score").asDouble()).isLessThan(0.15);
    }

    @Test
    void nobodyNeedsToSayWhatTheBytesAre() throws Exception {
        assertThat(json(send(request(DOOR).POST(BodyPublishers.ofString("sound")))))
                .hasSize(5);
    }

    @Test
    void theNumberOfLabelsIsAParameter() throws Exception {
        assertThat(json(postAudio(DOOR + "?top_k=2", "sound"))).hasSize(2);
        assertThat(json(postJson("{\"inputs\":\"" + SOUND + "\",\"parameters\":{\"top_k\":527}}")))
                .hasSize(527);
        assertThat(json(postJson("{\"parameters\":{\"top_k\":null,\"function_to_apply\":\"sigmoid\"},"
                        + "\"options\":{\"wait_for_model\":true},\"inputs\":\"" + SOUND + "\"}")))
                .hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                       | 400 | no bytes",
                "[]                                                       | 400 | object with inputs",
                "{}                                                       | 400 | no inputs",
                "{\"inputs\":1}                                           | 400 | one string",
                "{\"inputs\":\"c291bmQ=\",\"inputs\":\"c291bmQ=\"}        | 400 | one string",
                "{\"inputs\":\"?\"}                                       | 400 | not the JSON",
                "{\"inputs\":\"c291bmQ=\",\"parameters\":[]}              | 400 | parameters must be",
                "{\"inputs\":\"c291bmQ=\",\"parameters\":{\"top_k\":0}}   | 400 | 1 to 527",
                "{\"inputs\":\"c291bmQ=\",\"parameters\":{\"top_k\":1e9}} | 400 | 1 to 527",
                "{\"inputs\":\"c291bmQ=\",\"parameters\":{\"function_to_apply\":\"softmax\"}} | 400 | sigmoid",
                "{\"inputs\":\"Y29ycnVwdA==\"}                            | 422 | bad frame"
            })
    void whatIsWrongIsSaidInTheProtocolsOwnShape(String body, int status, String error) throws Exception {
        OpenInferenceTest.assertError(postJson(body), status, error);
    }

    @Test
    void everyRefusalHasThatShape() throws Exception {
        OpenInferenceTest.assertError(postAudio(DOOR, ""), 400, "no bytes");
        OpenInferenceTest.assertError(postAudio(DOOR + "?top_k=x", "sound"), 400, "top_k");
        OpenInferenceTest.assertError(postAudio(DOOR + "?topk=1", "sound"), 400, "no option topk");
        OpenInferenceTest.assertError(send(request(DOOR)), 405, "");
        OpenInferenceTest.assertError(send(request("/hf/none")), 404, "");
        OpenInferenceTest.assertError(postAudio(DOOR, "x".repeat(1_100_000)), 413, "more than");
    }

    private HttpResponse<String> postJson(String body) throws Exception {
        return send(request(DOOR).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }
}
