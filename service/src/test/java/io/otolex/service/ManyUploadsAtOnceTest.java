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
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"otolex.decoding.concurrent=2", "otolex.admission.max-requests=20"})
class ManyUploadsAtOnceTest extends ServiceWithFakeEngine {

    private static final int UPLOADS = 200;

    @Test
    void twoHundredUploadsAtOnceAreAllAnswered() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> pending =
                IntStream.range(0, UPLOADS).mapToObj(this::upload).toList();

        List<HttpResponse<String>> answers =
                pending.stream().map(CompletableFuture::join).toList();

        assertThat(answers).hasSize(UPLOADS).anySatisfy(answer -> assertThat(answer.statusCode())
                .isEqualTo(200));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isIn(200, 503);
            if (answer.statusCode() == 503) {
                assertProblem(answer, 503, "overloaded");
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        });
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero());
        assertThat(postAudio("/v1/tags", "sound").statusCode()).isEqualTo(200);
    }

    /** Half of them raw, half of them forms. */
    private CompletableFuture<HttpResponse<String>> upload(int number) {
        String sound = "s".repeat(300_000);
        HttpRequest.Builder request = number % 2 == 0
                ? request("/v1/tags").header("Content-Type", "audio/wav").POST(BodyPublishers.ofString(sound))
                : new Form().file("file", "a.wav", sound).to(request("/v1/tags"));
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
    }
}
