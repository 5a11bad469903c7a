package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadRequestsOnTheWireTest extends ServiceWithFakeEngine {

    private static final String MULTIPART = "multipart/form-data; boundary=b";

    @AfterEach
    void noUploadIsLeftBehind() {
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero());
    }

    @Test
    void nothingInTheBodyIsToldSo() throws Exception {
        assertProblem(postAudio("/v1/tags", ""), 400, "empty-body");
        assertProblem(send(new Form().file("file", "a.wav", "").to(request("/v1/tags"))), 400, "empty-body");
        assertProblem(
                send(request("/v1/tags").header("Content-Type", "audio/wav").POST(BodyPublishers.noBody())),
                400,
                "empty-body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "image/png",
                "application/json",
                "audio",
                "multipart/form-data; boundary="
            })
    void whatIsNoAudioByItsOwnWordIsNotRead(String contentType) throws Exception {
        var response =
                send(request("/v1/tags").header("Content-Type", contentType).POST(BodyPublishers.ofString("a=b")));

        assertProblem(response, 415, "unsupported-media");
        assertThat(json(response).path("detail").asString()).contains("audio/*");
    }

    @Test
    void theRightPartMustBeThereOnce() throws Exception {
        assertProblem(send(new Form().file("audio", "a", "x").to(request("/v1/tags"))), 400, "missing-file");
        assertProblem(send(new Form().field("top_k", "1").to(request("/v1/tags"))), 400, "missing-file");
        assertProblem(send(new Form().field("file", "x").to(request("/v1/tags"))), 400, "missing-file");
        var two = new Form().file("file", "a", "x").file("file", "b", "y");
        assertProblem(send(two.to(request("/v1/tags"))), 400, "missing-file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data | --b--",
                "multipart/form-data; boundary=b | nonsense",
                "multipart/form-data; boundary=b | --b\\r\\nnonsense",
                "multipart/form-data; boundary=b | --b\\r\\nContent-Disposition: form-data\\r\\n\\r\\nx\\r\\n--b--",
                "multipart/form-data; boundary=b | --b\\r\\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\\r\\n\\r\\nx",
                "multipart/form-data; boundary=b | --b\\r\\nContent-Disposition: form-data; name=\"file\"; filename=\"a\\0b\"\\r\\n\\r\\nx\\r\\n--b--"
            })
    void aBrokenFormIsTheClientsFault(String contentType, String body) throws Exception {
        String wire = body.replace("\\r\\n", "\r\n").replace("\\0", "\0");

        var response =
                send(request("/v1/tags").header("Content-Type", contentType).POST(BodyPublishers.ofString(wire)));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void manyPartsAndVeryLongPartHeadersAreRefused() throws Exception {
        var many = new Form();
        for (int i = 0; i < 200; i++) {
            many.field("f" + i, "x");
        }
        assertProblem(send(many.to(request("/v1/tags"))), 400, "malformed-multipart");
        var longHeader = new Form().file("file", "n".repeat(100_000), "x");
        assertProblem(send(longHeader.to(request("/v1/tags"))), 400, "malformed-multipart");
        var longButUsual = new Form().file("file", "%C3%A4".repeat(255), "sound");
        assertThat(send(longButUsual.to(request("/v1/tags"))).statusCode()).isEqualTo(200);
    }

    @Test
    void anUploadAboveTheLimitIsAnsweredWithTheLimit() throws Exception {
        String large = "x".repeat(3_000_000);

        var announced = postAudio("/v1/tags", large);
        assertProblem(announced, 413, "too-large");
        assertThat(json(announced).path("limit_bytes").asInt()).isEqualTo(1 << 20);

        var chunked = send(request("/v1/tags")
                .header("Content-Type", "audio/wav")
                .POST(BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))));
        assertProblem(chunked, 413, "too-large");

        assertProblem(send(new Form().file("file", "a", large).to(request("/v1/tags"))), 413, "too-large");
    }

    @Test
    void aClientThatAsksBeforeItSendsIsNotInvited() throws Exception {
        String asking = "POST /v1/tags HTTP/1.1|Host: x|Content-Type: audio/wav|Content-Length: 9000000|"
                .concat("Expect: 100-continue||")
                .replace("|", "\r\n");

        assertThat(exchange(asking)).startsWith("HTTP/1.1 413");
    }

    @Test
    void otherPathsMethodsAndFormatsAreProblemsToo() throws Exception {
        assertProblem(send(request("/v3/nothing")), 404, "not-found");
        assertProblem(send(request("/error")), 404, "not-found");
        var wrongMethod = send(request("/v1/tags"));
        assertProblem(wrongMethod, 405, "method-not-allowed");
        assertThat(wrongMethod.headers().firstValue("Allow")).hasValue("POST");
        HttpRequest.Builder image = request("/v1/tags")
                .header("Content-Type", "audio/wav")
                .header("Accept", "image/png")
                .POST(BodyPublishers.ofString("sound"));
        assertProblem(send(image), 406, "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/tags?x=[ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/%2e%2e%2f HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /v1/tags HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST /v1/tags HTTP/1.1\r\nHost: x\r\nContent-Type: audio/wav\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /v1/tags?top_k=%zz HTTP/1.1\r\nHost: x\r\nContent-Type: audio/wav\r\nContent-Length: 1\r\n\r\nx",
                "NONSENSE\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n"
            })
    void garbageIsAnsweredWithABadRequestAndNothingElse(String garbage) throws Exception {
        String answer = exchange(garbage);

        assertThat(answer)
                .startsWith("HTTP/1.1 4")
                .contains("application/problem+json", "/problems/")
                .doesNotContain("Exception", "\tat ", "Tomcat");
    }

    @Test
    void aHugeHeaderIsRefused() throws Exception {
        String answer = exchange("GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(100_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio/wav", MULTIPART})
    void aClientThatLeavesMidwayLeavesNothing(String contentType) throws Exception {
        try (var socket = new Socket("localhost", port)) {
            String head = "POST /v1/tags HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\nContent-Type: " + contentType
                    + "\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
            write(socket, head + "x".repeat(100_000));
            await().untilAsserted(() -> assertThat(uploadsOnDisk()).isEqualTo(1));
        }
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero());
        assertThat(postAudio("/v1/tags", "sound").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatEndsEarlyIsToldSo() throws Exception {
        try (var socket = new Socket("localhost", port)) {
            write(
                    socket,
                    "POST /v1/tags HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\nContent-Type: audio/wav\r\n\r\nxxx");
            socket.shutdownOutput();
            assertThat(readAll(socket.getInputStream())).doesNotContain("Exception", "500 ");
        }
    }

    private String exchange(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            write(socket, request);
            socket.shutdownOutput();
            return readAll(socket.getInputStream());
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String readAll(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
