package io.otolex.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.otolex.service.cli.OtolexCommand;
import io.otolex.service.engine.Engines;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The whole path with ffmpeg, the embedded model and HTTP; runs with {@code -Pengine}. */
@Tag("engine")
@TestPropertySource(properties = "otolex.decoding.max-duration=60s")
class RealEngineTest extends RunningService {

    private static final Pattern SCORE = Pattern.compile("\\d\\.\\d{6}");

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

    /** 32 kHz, so that what is cut off beforehand is cut at the same sample. */
    @Test
    void anExcerptIsTheCutRecording() throws Exception {
        float[] sound = new float[15 * 32_000];
        var random = new Random(3);
        for (int i = 0; i < sound.length; i++) {
            double tone = Math.sin(2 * Math.PI * (200 + i / 200.0) * i / 32_000);
            sound[i] = (float) (0.3 * tone + 0.05 * random.nextGaussian());
        }
        float[] cut = Arrays.copyOfRange(sound, 80_000, 14 * 32_000);

        JsonNode excerpt = json(postAudio("/v1/tags?timeline=true&start=2.5&end=14", Wav.of(32_000, sound)));
        JsonNode alone = json(postAudio("/v1/tags?timeline=true", Wav.of(32_000, cut)));

        assertThat(excerpt.path("tags")).isEqualTo(alone.path("tags"));
        assertThat(excerpt.path("windows")).isEqualTo(alone.path("windows"));
        assertThat(excerpt.path("input").path("duration_s").asDouble()).isEqualTo(11.5);
        JsonNode windows = excerpt.path("timeline").path("windows");
        for (int i = 0; i < windows.size(); i++) {
            JsonNode same = alone.path("timeline").path("windows").get(i);
            assertThat(windows.get(i).path("tags")).isEqualTo(same.path("tags"));
            assertThat(windows.get(i).path("start_s").asDouble())
                    .isEqualTo(2.5 + same.path("start_s").asDouble());
        }
    }

    @Test
    void aStartBeyondTheEndOfAnOggIsNamed() throws Exception {
        byte[] ogg = Files.readAllBytes(Path.of("..", "samples", "cow.ogg"));
        HttpResponse<String> answer = postAudio("/v1/tags?start=1000", ogg);
        assertProblem(answer, 400, "invalid-option");
        assertThat(json(answer).path("field").asString()).isEqualTo("start");
    }

    @ParameterizedTest
    @CsvSource({
        "json, application/json",
        "ndjson, application/x-ndjson",
        "csv, text/csv",
        "audacity, text/plain;profile=audacity",
        "raven, text/tab-separated-values;profile=raven",
        "vtt, text/vtt"
    })
    void theCommandLineWritesTheSame(String format, String accept, @TempDir Path folder) throws Exception {
        Path sample = Path.of("..", "samples", "xylophone.mp3");
        HttpResponse<byte[]> answer = CLIENT.send(
                request("/v1/tags?top_k=7&window=2&threshold=0.05")
                        .header("Content-Type", "audio/mpeg")
                        .header("Accept", accept)
                        .POST(BodyPublishers.ofFile(sample))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);

        int exit = OtolexCommand.of(Engines::open, arguments -> {})
                .execute(
                        "tag",
                        "--format=" + format,
                        "--output=" + folder,
                        "--top-k=7",
                        "--window=2",
                        "--threshold=0.05",
                        sample.toString());

        assertThat(exit).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertAlike(Files.readString(files.findFirst().orElseThrow()), new String(answer.body(), UTF_8));
        }
    }

    /** The same but for the last digit of a score: who shares a batch moves a score by up to 1e-6. */
    private static void assertAlike(String one, String other) {
        assertThat(SCORE.matcher(one).replaceAll("#"))
                .isEqualTo(SCORE.matcher(other).replaceAll("#"));
        double[] expected = scores(other);
        assertThat(scores(one)).hasSameSizeAs(expected).containsExactly(expected, within(2e-6));
    }

    private static double[] scores(String text) {
        return SCORE.matcher(text)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group()))
                .toArray();
    }

    @Test
    void otherDoorsHaveTheSameScores() throws Exception {
        byte[] crow = Files.readAllBytes(Path.of("..", "samples", "crow.flac"));
        JsonNode tags = json(postAudio("/v1/tags?top_k=527", crow)).path("tags");
        JsonNode classified = json(postAudio("/hf/audio-classification?top_k=527", crow));
        String model = json(send(request("/v1/models")))
                .path("models")
                .get(0)
                .path("name")
                .asString();
        String body = "{\"inputs\":[{\"name\":\"audio\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\""
                + Base64.getEncoder().encodeToString(crow) + "\"]}]}";
        JsonNode scores = json(send(request("/v2/models/" + model + "/infer").POST(BodyPublishers.ofString(body))))
                .path("outputs")
                .get(0)
                .path("data");

        for (int i = 0; i < 527; i++) {
            JsonNode tag = tags.get(i);
            assertThat(classified.get(i).path("label")).isEqualTo(tag.path("label"));
            assertThat(classified.get(i).path("score").asDouble())
                    .isCloseTo(tag.path("score").asDouble(), within(1e-6));
            assertThat(scores.get(tag.path("index").asInt()).asDouble())
                    .isCloseTo(tag.path("score").asDouble(), within(1e-6));
        }
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
