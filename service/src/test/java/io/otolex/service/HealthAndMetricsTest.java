package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthAndMetricsTest extends ServiceWithFakeEngine {

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void isHealthyOnceStarted(String path) throws Exception {
        var response = send(request(path));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json(response).path("status").asString()).isEqualTo("UP");
    }

    @Test
    void readinessKnowsTheModelAndLivenessDoesNot() throws Exception {
        assertThat(send(request("/actuator/health/readiness")).body()).contains("\"model\"");
        assertThat(send(request("/actuator/health/liveness")).body()).doesNotContain("\"model\"");
    }

    @Test
    void infoSaysWhichBuildThisIs() throws Exception {
        assertThat(send(request("/actuator/info")).statusCode()).isEqualTo(200);
    }

    @Test
    void everyMeterIsThereFromTheStart() throws Exception {
        assertThat(scrape())
                .contains(
                        "otolex_stage_seconds_bucket{stage=\"receive\"",
                        "otolex_stage_seconds_bucket{stage=\"decode\"",
                        "otolex_stage_seconds_bucket{stage=\"score\"",
                        "otolex_stage_seconds_bucket{stage=\"mel\"",
                        "otolex_stage_seconds_bucket{stage=\"queue\"",
                        "otolex_stage_seconds_bucket{stage=\"post\"",
                        "otolex_batch_windows_bucket",
                        "otolex_batch_fill_bucket",
                        "otolex_batch_limit 1",
                        "otolex_queue_audio_seconds 0",
                        "otolex_queue_windows 0",
                        "otolex_queue_oldest_seconds 0",
                        "otolex_windows_dropped_total",
                        "otolex_cache_total{result=\"hit\"}",
                        "otolex_device_info{device=\"cpu\"} 1",
                        "otolex_resident_memory_bytes",
                        "otolex_native_memory_bytes",
                        "otolex_temporary_bytes",
                        "otolex_requests_total{endpoint=\"/v1/tags\",outcome=\"rejected_full\"}",
                        "otolex_requests_total{endpoint=\"/v1/tags\",outcome=\"expired\"}",
                        "otolex_audio_seconds_total",
                        "otolex_windows_total",
                        "otolex_decode_failures_total{reason=\"too_long\"}",
                        "otolex_model_info{digest=\"" + FakeEngine.MODEL.digest() + "\",name=\"fake\"",
                        "jvm_memory_used_bytes");
    }

    @Test
    void requestsAreCountedByHowTheyEnded() throws Exception {
        postAudio("/v1/tags", "sound");
        postAudio("/v1/tags", "");
        postAudio("/v1/tags", "fault");
        send(request("/v1/none/of/ours"));

        assertThat(scrape())
                .contains(
                        "otolex_requests_total{endpoint=\"/v1/tags\",outcome=\"ok\"}",
                        "otolex_requests_total{endpoint=\"/v1/tags\",outcome=\"bad_input\"}",
                        "otolex_requests_total{endpoint=\"/v1/tags\",outcome=\"error\"}",
                        "otolex_requests_total{endpoint=\"none\",outcome=\"bad_input\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tags", "/v1/embeddings", "/v1/spectrogram.png", "/v1/jobs"})
    void receivingIsTimedAtEveryEndpointAndOnceForEachUpload(String path) throws Exception {
        double before = received();
        assertThat(postAudio(path, "sound").statusCode()).isIn(200, 202);
        assertThat(received()).isEqualTo(before + 1);
        assertThat(send(new Form().file("file", "a.wav", "sound").to(request(path)))
                        .statusCode())
                .isIn(200, 202);
        assertThat(received()).isEqualTo(before + 2);
    }

    private double received() throws Exception {
        String count = "otolex_stage_seconds_count{stage=\"receive\"} ";
        return scrape().lines()
                .filter(line -> line.startsWith(count))
                .mapToDouble(line -> Double.parseDouble(line.substring(count.length())))
                .sum();
    }

    @Test
    void everyMeterIsInTheApiPageAndThePageNamesNoOther() throws Exception {
        postAudio("/v1/tags", "sound"); // the best tag's counter
        Set<String> here = names(scrape(), Pattern.compile("^# HELP (otolex_\\w+)", Pattern.MULTILINE));
        Set<String> written =
                names(Files.readString(Path.of("..", "docs", "api.md")), Pattern.compile("[|,] `(otolex_\\w+)`"));

        here.removeIf(name -> name.endsWith("_max")); // beside each histogram
        written.removeIf(name -> name.startsWith("otolex_gpu_")); // there is none here
        assertThat(here).hasSizeGreaterThan(15).isEqualTo(written);
    }

    private static Set<String> names(String text, Pattern name) {
        return name.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private String scrape() throws Exception {
        var response = send(request("/actuator/prometheus"));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
