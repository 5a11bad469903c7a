package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However an address is written, it leads through admission or nowhere. */
class AddressFormsTest extends ServiceWithFakeEngine {

    private static final List<String> WORK = List.of(
            "/v1/tags",
            "/v1/tags:batch",
            "/v1/embeddings",
            "/v1/spectrogram.png",
            "/hf/audio-classification",
            "/v2/models/fake/infer");

    static Stream<String> forms() {
        return WORK.stream().flatMap(AddressFormsTest::forms);
    }

    private static Stream<String> forms(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        String start = path.substring(0, path.length() - last.length());
        return Stream.of(
                start + encoded(last.substring(0, 1)) + last.substring(1),
                start + encoded(last),
                "/" + encoded(path.substring(1)).replace("%2f", "/"),
                "/" + path,
                path.replaceFirst("/(?=[^/]+$)", "//"),
                path + ";a=b",
                path + ";",
                path.replaceFirst("/(?=[^/]+$)", ";x=y/"),
                path + "/",
                path + "//",
                path + "/.",
                start + "./" + last,
                start + "x/../" + last,
                start + "%2e/" + last,
                start.substring(0, start.length() - 1) + "%2f" + last,
                path.toUpperCase(Locale.ROOT),
                path + "%00",
                path + "%20",
                start + "%25" + encoded(last).substring(1));
    }

    private static String encoded(String text) {
        var encoded = new StringBuilder();
        text.chars().forEach(letter -> encoded.append(String.format("%%%02x", letter)));
        return encoded.toString();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void nothingIsWorkedOnThatAdmissionHasNotSeen(String path) throws Exception {
        HttpResponse<String> answer = send(request(path)
                .header("Content-Type", "audio/wav")
                .header("X-Request-Timeout-Ms", "refuse me")
                .POST(BodyPublishers.ofString("sound")));

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404, 415);
        assertThat(answer.body()).containsAnyOf("\"status\":" + answer.statusCode(), "\"error\":");
    }

    @Test
    void anEncodedAddressIsTheSameAddress() throws Exception {
        assertThat(json(postAudio("/v1/%74ags?top_k=1", "sound")).path("tags")).hasSize(1);
        assertThat(postAudio("/v1/embeddin%67s", "sound").statusCode()).isEqualTo(200);
        assertThat(postAudio("/v1/spectro%67ram.png", "sound").statusCode()).isEqualTo(200);
        var form = new Form().file("file", "a", "sound");
        assertThat(send(form.to(request("/v1/tags%3abatch"))).statusCode()).isEqualTo(200);
    }

    @Test
    void itIsCountedNamedAndGuardedAsTheSameToo() throws Exception {
        assertThat(postAudio("/v1/%74ags", "sound").headers().firstValue("ETag"))
                .isEqualTo(postAudio("/v1/tags", "sound").headers().firstValue("ETag"))
                .isPresent();
        assertThat(send(request("/%69ndex.html")).headers().firstValue("Content-Security-Policy"))
                .isEqualTo(send(request("/index.html")).headers().firstValue("Content-Security-Policy"));
        double before = counted();
        postAudio("/%76%31/%74ags", "sound");
        assertThat(counted()).isEqualTo(before + 1);
    }

    private double counted() throws Exception {
        String counter = "otolex_requests_total{endpoint=\"/v1/tags\",outcome=\"ok\"} ";
        return send(request("/actuator/prometheus"))
                .body()
                .lines()
                .filter(line -> line.startsWith(counter))
                .mapToDouble(line -> Double.parseDouble(line.substring(counter.length())))
                .sum();
    }
}
