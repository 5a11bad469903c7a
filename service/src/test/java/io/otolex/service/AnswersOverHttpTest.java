package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Timelines, formats, embeddings, batches and labels, as clients get them. */
class AnswersOverHttpTest extends ServiceWithFakeEngine {

    /** 27 s for the fake decoder: three windows, of which the last is moved back. */
    private static final String LONG = "x".repeat(81);

    @Test
    void aTimelineHasWindowsAndEvents() throws Exception {
        JsonNode timeline =
                json(postAudio("/v1/tags?timeline=true&threshold=0.2", LONG)).path("timeline");

        assertThat(timeline.path("window_s").asDouble()).isEqualTo(10);
        assertThat(timeline.path("windows")).hasSize(3);
        assertThat(timeline.path("windows").get(2).path("start_s").asDouble()).isEqualTo(17);
        assertThat(timeline.path("events")).hasSize(3);
        assertThat(timeline.path("events").get(0).toString())
                .isEqualTo("{\"start_s\":0.0,\"end_s\":27.0,\"id\":\"/m/09x0r\",\"label\":\"Speech\",\"index\":0,"
                        + "\"score_max\":0.333333,\"score_mean\":0.333333}");
    }

    @Test
    void anExcerptIsDecodedAndTimedInTheRecording() throws Exception {
        JsonNode answer = json(postAudio("/v1/tags?timeline=true&start=5&end=12.5", LONG));

        assertThat(answer.path("input").path("start_s").asDouble()).isEqualTo(5);
        assertThat(answer.path("input").path("duration_s").asDouble()).isEqualTo(7.5);
        assertThat(answer.path("timeline").path("windows").get(0).path("end_s").asDouble())
                .isEqualTo(12.5);
    }

    @Test
    void aStartBeyondTheEndIsNamed() throws Exception {
        HttpResponse<String> answer = postAudio("/v1/tags?start=28", LONG);
        assertProblem(answer, 400, "invalid-option");
        assertThat(json(answer).path("field").asString()).isEqualTo("start");
        assertProblem(postAudio("/v1/embeddings?start=28", LONG), 400, "invalid-option");
        assertProblem(postAudio("/v1/tags", "empty"), 422, "no-audio");
    }

    @Test
    void windowsOverlapAsTheHopSays() throws Exception {
        assertThat(json(postAudio("/v1/tags?window=4&hop=2", LONG))
                        .path("windows")
                        .asInt())
                .isEqualTo(13);
    }

    @Test
    void moreWindowsThanOneRequestMayHaveAreRefused() throws Exception {
        assertProblem(
                postAudio("/v1/tags?window=1&hop=0.1&top_k=527&timeline=true", "x".repeat(300)),
                422,
                "audio-too-expensive");
    }

    @Test
    void groupsAreTagsWhenScoresAreRolledUp() throws Exception {
        JsonNode tags = json(postAudio("/v1/tags?rollup=max&labels=Human voice".replace(" ", "%20"), "sound"))
                .path("tags");

        assertThat(tags).hasSize(1);
        assertThat(tags.get(0).toString())
                .isEqualTo("{\"id\":\"/m/09l8g\",\"label\":\"Human voice\",\"score\":0.333333,"
                        + "\"ancestors\":[[\"/m/0dgw9r\"]]}");
    }

    @Test
    void logitsAndEmbeddingsComeWhenAskedFor() throws Exception {
        JsonNode answer = json(postAudio("/v1/tags?logits=true&embedding=clip&top_k=1", "sound"));

        assertThat(answer.path("tags").get(0).path("logit").asDouble()).isEqualTo(-0.693147);
        assertThat(answer.path("embedding")).hasSize(768);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | text/csv;charset=utf-8 | kind,start_s,end_s,rank,score,score_mean,id,label,index",
                "text/plain | text/plain;profile=audacity;charset=utf-8 | 0.000\t27.000\tSpeech 0.333333",
                "text/tab-separated-values | text/tab-separated-values;profile=raven;charset=utf-8 | Selection\tView\tChannel\tBegin Time (s)",
                "text/vtt | text/vtt;charset=utf-8 | 00:00:00.000 --> 00:00:27.000",
                "text/vtt;q=0.5, text/csv;q=0.6 | text/csv;charset=utf-8 | clip,0.000,27.000,1,0.333333,,/m/09x0r,Speech,0",
                "text/*, text/csv;q=0 | text/plain;profile=audacity;charset=utf-8 | Speech",
                "*/* | application/json | {",
                "application/*;q=0.1, application/x-ndjson;q=0.2 | application/x-ndjson | {\"window\":"
            })
    void theAcceptHeaderChoosesTheFormat(String accept, String contentType, String content) throws Exception {
        HttpResponse<String> response = accepting(accept, LONG);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(contentType);
        assertThat(response.headers().allValues("Vary")).contains("Accept");
        assertThat(response.body()).contains(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image/png", "text/plain;profile=raven", "application/json;q=0", "nonsense", "text/csv;q=x"})
    void whatIsNotToBeHadIsRefusedWithTheList(String accept) throws Exception {
        HttpResponse<String> response = accepting(accept, "sound");

        assertProblem(response, 406, "not-acceptable");
        assertThat(json(response).path("detail").asString()).contains("text/vtt", "application/x-ndjson");
    }

    @Test
    void ndjsonIsAWindowALineThenEventsThenASummary() throws Exception {
        List<JsonNode> lines = lines(accepting("application/x-ndjson", LONG));

        assertThat(lines).hasSize(5);
        assertThat(lines.subList(0, 3)).allMatch(line -> line.has("window"));
        assertThat(lines.get(3).path("event").path("label").asString()).isEqualTo("Speech");
        assertThat(lines.get(4).path("summary").path("windows").asInt()).isEqualTo(3);
        assertThat(lines.get(4).path("summary").has("timeline")).isFalse();
    }

    @Test
    void whatGoesWrongBeforeTheFirstLineHasItsOwnStatus() throws Exception {
        assertProblem(accepting("application/x-ndjson", "corrupt"), 422, "decode-failed");
    }

    @Test
    void anEmbeddingIsOneVectorOrOneForEachWindow() throws Exception {
        JsonNode clip = json(postAudio("/v1/embeddings", LONG));
        assertThat(clip.path("size").asInt()).isEqualTo(768);
        assertThat(clip.path("embedding")).hasSize(768);

        JsonNode windows =
                json(postAudio("/v1/embeddings?embedding=window", LONG)).path("windows");
        assertThat(windows).hasSize(3);
        assertThat(windows.get(1).path("start_s").asDouble()).isEqualTo(10);
        assertThat(windows.get(1).path("embedding")).hasSize(768);

        assertProblem(postAudio("/v1/embeddings?embedding=none", LONG), 400, "invalid-option");
        assertProblem(postAudio("/v1/embeddings?top_k=3", LONG), 400, "invalid-option");
    }

    @Test
    void aBatchHasAResultOrAProblemForEachFile() throws Exception {
        var form = new Form()
                .file("file", "a", "sound")
                .file("file", "b", "corrupt")
                .file("file", "c", "sound");

        JsonNode results =
                json(send(form.to(request("/v1/tags:batch?top_k=1")))).path("results");

        assertThat(results).hasSize(3);
        assertThat(results.get(0).path("answer").path("tags")).hasSize(1);
        assertThat(results.get(1).path("problem").path("type").asString()).isEqualTo("/problems/decode-failed");
        assertThat(results.get(2).path("index").asInt()).isEqualTo(2);
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero()); // after the answer
    }

    @Test
    void aBatchIsBounded() throws Exception {
        var many = new Form();
        for (int i = 0; i < 33; i++) {
            many.file("file", "a", "sound");
        }
        assertProblem(send(many.to(request("/v1/tags:batch"))), 400, "too-many-files");
        assertProblem(send(new Form().field("top_k", "1").to(request("/v1/tags:batch"))), 400, "missing-file");
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero()); // after the answer
    }

    @ParameterizedTest
    @ValueSource(strings = {"m/09x0r", "%2Fm%2F09x0r", "%2fm%2f09x0r", "Speech", "speech"})
    void aLabelIsFoundByItsIdOrByItsName(String path) throws Exception {
        assertThat(send(request("/v1/labels/" + path)).body())
                .startsWith("{\"id\":\"/m/09x0r\",\"label\":\"Speech\",\"index\":0,\"supported\":true,"
                        + "\"parents\":[\"/m/09l8g\"],\"children\":[\"");
    }

    /** An encoded slash is an id's or nobody's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/labels%2Fm%2F09x0r",
                "/v1/labels/m%2F09x0r",
                "/v1/labels/%2Fm%2F..%2F..%2Fmodels",
                "/v1/labels/%2Fm%2F09x0r%2F",
                "/v1/labels/%2Fm%2F09x0r/",
                "/v1/labels/%2F%2F09x0r",
                "/v1/labels/%252Fm%252F09x0r",
                "/v1/labels/%5Cm%5C09x0r",
                "/v1/labels/%2Fm%2F09x0r;a=b",
                "/v1%2Flabels",
                "/v1/models%2Fcard",
                "/actuator%2Fhealth",
                "/%2Fm%2F09x0r"
            })
    void anEncodedSlashLeadsNowhereElse(String path) throws Exception {
        HttpResponse<String> answer = send(request(path));

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void labelsAreAListATreeOrASearch() throws Exception {
        assertThat(json(send(request("/v1/labels"))).path("labels")).hasSize(632);
        assertThat(json(send(request("/v1/labels?tree=true"))).path("roots")).hasSize(7);
        JsonNode found = json(send(request("/v1/labels?q=dog"))).path("labels");
        assertThat(found.get(0).path("label").asString()).isEqualTo("Dog");
        assertThat(found).hasSizeGreaterThan(1);
        assertProblem(send(request("/v1/labels?tree=true&q=dog")), 400, "invalid-option");
        assertProblem(send(request("/v1/labels?x=1")), 400, "invalid-option");
        assertProblem(send(request("/v1/labels/m/none")), 404, "not-found");
    }

    @Test
    void labelsThatAClientHasAreNotSentAgain() throws Exception {
        HttpResponse<String> first = send(request("/v1/labels"));
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> second = send(request("/v1/labels").header("If-None-Match", tag));

        assertThat(tag).startsWith("\"");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    private HttpResponse<String> accepting(String accept, String content) throws Exception {
        return send(request("/v1/tags")
                .header("Content-Type", "audio/wav")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(content)));
    }

    private static List<JsonNode> lines(HttpResponse<String> response) {
        var json = new JsonMapper();
        return response.body().lines().map(json::readTree).toList();
    }
}
