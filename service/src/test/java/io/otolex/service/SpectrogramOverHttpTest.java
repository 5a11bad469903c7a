package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrogramOverHttpTest extends ServiceWithFakeEngine {

    private static final String BARE = "/v1/spectrogram.png?axes=false";

    @AfterEach
    void noUploadIsLeftBehind() throws Exception {
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero()); // after the answer
    }

    @Test
    void aToneIsOneBrightLineAtItsFrequency() throws Exception {
        BufferedImage picture = picture(BARE, "four");

        assertThat(picture.getWidth()).as("4 s in frames of 10 ms").isEqualTo(400);
        assertThat(picture.getHeight()).isEqualTo(224);
        assertThat(brightestRow(picture, 200)).isBetween(162, 164); // 1 kHz: band 60 from below
    }

    @Test
    void aLongRecordingHasAPictureOfBoundedWidth() throws Exception {
        assertThat(picture(BARE, "a minute and more".repeat(4)).getWidth()).isBetween(2049, 4096);
    }

    @Test
    void sizeColoursAndRangeAreTheCallers() throws Exception {
        BufferedImage picture = picture(BARE + "&width=300&height=100&colours=grey&range_db=40", "four");

        assertThat(picture.getWidth()).isEqualTo(300);
        assertThat(picture.getHeight()).isEqualTo(100);
        int rgb = picture.getRGB(150, 10) & 0xFFFFFF;
        assertThat(rgb >> 16).isEqualTo(rgb & 255);
    }

    @Test
    void aFormMayAskForAxes() throws Exception {
        var form =
                new Form().file("file", "a.wav", "four").field("axes", "true").field("width", "400");

        HttpResponse<byte[]> response =
                CLIENT.send(form.to(request("/v1/spectrogram.png")).build(), BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ImageIO.read(new ByteArrayInputStream(response.body())).getWidth())
                .isGreaterThan(430);
    }

    @ParameterizedTest
    @CsvSource({
        "width,4097",
        "width,-1",
        "width,wide",
        "height,0",
        "colours,jet",
        "axes,maybe",
        "range_db,NaN",
        "wide,1"
    })
    void whatCannotBeDrawnIsRefusedByName(String option, String value) throws Exception {
        var response = postAudio("/v1/spectrogram.png?" + option + "=" + value, "four");

        assertProblem(response, 400, "invalid-option");
        assertThat(json(response).path("field").asString()).isEqualTo(option);
    }

    @Test
    void whatCannotBeDecodedIsRefusedAsForTags() throws Exception {
        for (var expected : Map.of("text", "unsupported-media", "corrupt", "decode-failed", "long", "audio-too-long")
                .entrySet()) {
            var response = postAudio("/v1/spectrogram.png", expected.getKey());
            assertThat(json(response).path("type").asString()).isEqualTo("/problems/" + expected.getValue());
        }
    }

    private BufferedImage picture(String path, String content) throws Exception {
        HttpResponse<byte[]> response = CLIENT.send(
                request(path)
                        .header("Content-Type", "audio/wav")
                        .POST(BodyPublishers.ofString(content))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("image/png");
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    private static int brightestRow(BufferedImage picture, int x) {
        return IntStream.range(0, picture.getHeight())
                .boxed()
                .max((a, b) -> Integer.compare(green(picture, x, a), green(picture, x, b)))
                .orElseThrow();
    }

    private static int green(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) >> 8 & 255;
    }
}
