package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The Open Inference Protocol as it is published: what its clients send and what they look at in the answer. */
class OpenInferenceTest extends ServiceWithFakeEngine {

    private static final String INFER = "/v2/models/fake/infer";

    @AfterEach
    void noUploadIsLeftBehind() {
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero());
    }

    @Test
    void theServerSaysWhoItIsAndThatItWorks() throws Exception {
        assertThat(json(send(request("/v2"))).path("name").asString()).isEqualTo("otolex");
        assertThat(send(request("/v2/health/live")).body()).isEqualTo("{\"live\":true}");
        assertThat(send(request("/v2/health/ready")).body()).isEqualTo("{\"ready\":true}");
        assertThat(send(request("/v2/models/fake/ready")).body()).isEqualTo("{\"name\":\"fake\",\"ready\":true}");
        assertThat(send(request("/v2/models/fake/versions/1.0.0/ready")).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/models/fake", "/v2/models/fake/versions/1.0.0"})
    void theModelSaysWhatGoesInAndComesOut(String path) throws Exception {
        assertThat(send(request(path)).body())
                .isEqualTo("{\"name\":\"fake\",\"versions\":[\"1.0.0\"],\"platform\":\"pytorch_torchscript\","
                        + "\"inputs\":[{\"name\":\"audio\",\"datatype\":\"BYTES\",\"shape\":[-1]},"
                        + "{\"name\":\"waveform\",\"datatype\":\"FP32\",\"shape\":[-1,-1]}],"
                        + "\"outputs\":[{\"name\":\"scores\",\"datatype\":\"FP32\",\"shape\":[-1,527]},"
                        + "{\"name\":\"labels\",\"datatype\":\"BYTES\",\"shape\":[527]},"
                        + "{\"name\":\"ids\",\"datatype\":\"BYTES\",\"shape\":[527]}]}");
    }

    @Test
    void filesInBase64HaveARowOfScoresEach() throws Exception {
        JsonNode answer = infer("{\"id\":\"42\",\"inputs\":[{\"name\":\"audio\",\"shape\":[2],\"datatype\":\"BYTES\","
                + "\"data\":[\"" + base64("sound") + "\",\"" + base64("another") + "\"]}]}");

        assertThat(answer.path("id").asString()).isEqualTo("42");
        assertThat(answer.path("model_name").asString()).isEqualTo("fake");
        assertThat(answer.path("model_version").asString()).isEqualTo("1.0.0");
        assertThat(answer.path("outputs")).hasSize(2);
        JsonNode scores = answer.path("outputs").get(0);
        assertThat(scores.path("name").asString()).isEqualTo("scores");
        assertThat(scores.path("datatype").asString()).isEqualTo("FP32");
        assertThat(scores.path("shape").toString()).isEqualTo("[2,527]");
        assertThat(scores.path("data")).hasSize(2 * 527);
        for (int i = 0; i < 2 * 527; i++) {
            assertThat(scores.path("data").get(i).asDouble()).isCloseTo(1.0 / (3 + i % 527), offset());
        }
        JsonNode labels = answer.path("outputs").get(1);
        assertThat(labels.path("shape").toString()).isEqualTo("[527]");
        assertThat(labels.path("data").get(0).asString()).isEqualTo("Speech");
    }

    private static Offset<Double> offset() {
        return Offset.offset(1e-6);
    }

    @Test
    void aWaveformIsARecordingWithItsRate() throws Exception {
        String row = IntStream.range(0, 8_000).mapToObj(i -> "0.25").collect(Collectors.joining(","));

        JsonNode flat = infer(waveform("[8000]", "[" + row + "]", 16_000));
        JsonNode rows = infer(waveform("[2,8000]", "[[" + row + "],[" + row + "]]", 16_000));

        assertThat(flat.path("outputs").get(0).path("shape").toString()).isEqualTo("[1,527]");
        assertThat(rows.path("outputs").get(0).path("shape").toString()).isEqualTo("[2,527]");
    }

    @Test
    void onlyTheOutputsThatAreAskedForComeBack() throws Exception {
        JsonNode outputs = infer("{\"outputs\":[{\"name\":\"ids\",\"parameters\":{\"binary_data\":false}}],\"inputs\":["
                        + "{\"data\":[\"" + base64("sound")
                        + "\"],\"datatype\":\"BYTES\",\"shape\":[1,1],\"name\":\"audio\"}]}")
                .path("outputs");

        assertThat(outputs).hasSize(1);
        assertThat(outputs.get(0).path("data").get(0).asString()).isEqualTo("/m/09x0r");
    }

    /** As tritonclient sends by default: the JSON, then each string with its length before it, little-endian. */
    @Test
    void bytesMayComeBehindTheJson() throws Exception {
        byte[] tensor = strings("sound", "another sound");
        String header = "{\"inputs\":[{\"name\":\"audio\",\"shape\":[2],\"datatype\":\"BYTES\","
                + "\"parameters\":{\"binary_data_size\":" + tensor.length + "}}],"
                + "\"parameters\":{\"binary_data_output\":true}}";

        HttpResponse<String> answer = binary(header, tensor);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Inference-Header-Content-Length"))
                .isEmpty();
        assertThat(json(answer).path("outputs").get(0).path("shape").toString()).isEqualTo("[2,527]");
    }

    @Test
    void samplesMayComeBehindTheJsonToo() throws Exception {
        var samples = ByteBuffer.allocate(4 * 3_200).order(ByteOrder.LITTLE_ENDIAN);
        String header = "{\"inputs\":[{\"name\":\"waveform\",\"shape\":[1,3200],\"datatype\":\"FP32\","
                + "\"parameters\":{\"sampling_rate\":32000,\"binary_data_size\":12800}}]}";

        assertThat(json(binary(header, samples.array()))
                        .path("outputs")
                        .get(0)
                        .path("shape")
                        .toString())
                .isEqualTo("[1,527]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                        | no bytes",
                "[]                                        | an object with inputs",
                "{}                                        | exactly one input",
                "{\"inputs\":[]}                           | exactly one input",
                "{\"inputs\":[1]}                          | objects",
                "{\"inputs\":[{}]}                         | audio of BYTES or waveform of FP32",
                "{\"inputs\":[{\"name\":\"audio\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]} | audio of BYTES",
                "{\"inputs\":[{\"name\":\"audio\",\"datatype\":\"BYTES\",\"shape\":[2],\"data\":[\"c291bmQ=\"]}]} | shape [2]",
                "{\"inputs\":[{\"name\":\"audio\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"*\"]}]} | not the JSON",
                "{\"inputs\":[{\"name\":\"audio\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[null]}]} | strings of base64",
                "{\"inputs\":[{\"name\":\"audio\",\"datatype\":\"BYTES\",\"shape\":[-1],\"data\":[\"c291bmQ=\"]}]} | shape [-1]",
                "{\"inputs\":[{\"name\":\"waveform\",\"datatype\":\"FP32\",\"shape\":[2],\"data\":[0,1]}]} | sampling_rate",
                "{\"inputs\":[{\"name\":\"waveform\",\"datatype\":\"FP32\",\"shape\":[2],\"data\":[0,\"1\"]}]} | numbers only",
                "{\"outputs\":[{\"name\":\"x\"}],\"inputs\":[]} | no such output",
                "{\"inputs\":[{\"name\":\"audio\",\"datatype\":\"BYTES\",\"shape\":[1],"
                        + "\"parameters\":{\"binary_data_size\":5}}]} | Inference-Header-Content-Length"
            })
    void whatIsWrongIsSaidInTheProtocolsOwnShape(String body, String error) throws Exception {
        assertError(send(request(INFER).POST(BodyPublishers.ofString(body))), 400, error);
    }

    @Test
    void whatIsWrongWithTheBytesIsSaidToo() throws Exception {
        String header = "{\"inputs\":[{\"name\":\"audio\",\"shape\":[1],\"datatype\":\"BYTES\","
                + "\"parameters\":{\"binary_data_size\":2000000000}}]}";
        assertError(binary(header, strings("sound")), 400, "ends before");
        assertError(binary(header.replace("2000000000", "3"), strings("sound")), 400, "not as long");
        assertError(
                send(request(INFER)
                        .header("Inference-Header-Content-Length", "x")
                        .POST(BodyPublishers.ofString(header))),
                400,
                "number of bytes");
    }

    @Test
    void everyRefusalHasThatShape() throws Exception {
        assertError(send(request("/v2/models/other")), 404, "there is fake, version 1.0.0");
        assertError(send(request("/v2/models/fake/versions/2")), 404, "no such model");
        assertError(send(request("/v2/none")), 404, "");
        assertError(send(request(INFER)), 405, "");
        assertError(
                send(request(INFER).header("X-Request-Timeout-Ms", "x").POST(BodyPublishers.ofString("{}"))),
                400,
                "X-Request-Timeout-Ms");
        String corrupt = "{\"inputs\":[{\"name\":\"audio\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\""
                + base64("corrupt") + "\"]}]}";
        assertError(send(request(INFER).POST(BodyPublishers.ofString(corrupt))), 422, "bad frame");
        assertError(
                send(request(INFER).POST(BodyPublishers.ofString("x".repeat(1_100_000)))),
                413,
                "more than 1048576 bytes");
    }

    @Test
    void recordingsAreBoundedInNumber() throws Exception {
        String many = IntStream.range(0, 33)
                .mapToObj(i -> "\"" + base64("sound") + "\"")
                .collect(Collectors.joining(","));
        assertError(
                send(request(INFER)
                        .POST(BodyPublishers.ofString(
                                "{\"inputs\":[{\"name\":\"audio\",\"shape\":[33],\"datatype\":\"BYTES\",\"data\":["
                                        + many + "]}]}"))),
                400,
                "At most 32");
    }

    static void assertError(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(json(answer)).hasSize(1);
        assertThat(json(answer).path("error").asString()).isNotBlank().contains(error);
    }

    private JsonNode infer(String body) throws Exception {
        HttpResponse<String> answer =
                send(request(INFER).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> binary(String header, byte[] tensor) throws Exception {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return send(request(INFER)
                .header("Inference-Header-Content-Length", Integer.toString(json.length))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.concat(BodyPublishers.ofByteArray(json), BodyPublishers.ofByteArray(tensor))));
    }

    private static String waveform(String shape, String data, int rate) {
        return "{\"inputs\":[{\"name\":\"waveform\",\"datatype\":\"FP32\",\"shape\":" + shape + ",\"data\":" + data
                + ",\"parameters\":{\"sampling_rate\":" + rate + "}}]}";
    }

    private static byte[] strings(String... texts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (String text : texts) {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            bytes.write(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(content.length)
                    .array());
            bytes.write(content);
        }
        return bytes.toByteArray();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
