package io.otolex.service.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.otolex.audio.Level;
import io.otolex.audio.LogMelSpec;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpectrogramImageTest {

    private static final LogMelSpec SPEC = LogMelSpec.AUDIOSET_32K;
    private static final int INK = 0x1D2430;
    private static final SpectrogramOptions BARE = new SpectrogramOptions(0, SPEC.bands(), ColourMap.MAGMA, 70, false);

    /** Two seconds of silence but for one band, which is loud in the second one. */
    private static LevelColumns whistle(int band, float peakDb) {
        var columns = new LevelColumns(SPEC.bands(), 4096);
        for (int frame = 0; frame < 200; frame++) {
            var levels = new float[SPEC.bands()];
            Arrays.fill(levels, -100);
            levels[band] = frame < 100 ? -100 : peakDb;
            columns.add(levels, 0);
        }
        return columns;
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }

    @ParameterizedTest
    @EnumSource
    void theLoudestIsTheLastColourAndSilenceTheFirst(ColourMap colours) {
        var options = new SpectrogramOptions(0, SPEC.bands(), colours, 70, false);
        BufferedImage image = SpectrogramImage.draw(whistle(10, -20), SPEC, options);

        assertThat(image.getWidth()).isEqualTo(200);
        assertThat(image.getHeight()).isEqualTo(224);
        assertThat(rgb(image, 150, 213)).as("band 10 from below").isEqualTo(colours.table()[255]);
        assertThat(rgb(image, 50, 213)).isEqualTo(colours.table()[0]);
        assertThat(rgb(image, 150, 212)).isEqualTo(colours.table()[0]);
    }

    @Test
    void levelsBetweenAreColouredInProportion() {
        LevelColumns levels = whistle(10, -20);
        var quieter = new float[SPEC.bands()];
        Arrays.fill(quieter, -20 - 35);
        levels.add(quieter, 0);

        BufferedImage image = SpectrogramImage.draw(levels, SPEC, BARE);

        int red = rgb(image, 200, 0) >> 16;
        assertThat(red).isCloseTo(ColourMap.MAGMA.table()[127] >> 16, within(2));
    }

    @ParameterizedTest
    @EnumSource
    void louderIsNeverDarker(ColourMap colours) {
        double[] luma = IntStream.of(colours.table())
                .mapToDouble(rgb -> 0.2126 * (rgb >> 16) + 0.7152 * (rgb >> 8 & 255) + 0.0722 * (rgb & 255))
                .toArray();

        double[] everyEighth =
                IntStream.rangeClosed(0, 31).mapToDouble(i -> luma[8 * i + 7]).toArray();
        assertThat(luma).hasSize(256);
        assertThat(everyEighth).isSorted();
        assertThat(luma[255]).isGreaterThan(200);
        assertThat(luma[0]).isLessThan(30);
    }

    @Test
    void aSilentRecordingIsDark() {
        BufferedImage image = SpectrogramImage.draw(whistle(10, -100), SPEC, BARE);

        assertThat(rgb(image, 150, 100)).isEqualTo(ColourMap.MAGMA.table()[0]);
    }

    @ParameterizedTest
    @CsvSource({"DECIBELS, -100, -20, -55", "NATURAL_LOG, -11.512925, 9.2103404, 1.1512925"})
    void theRangeIsInDecibelsWhateverTheFrontEndTellsLevelsIn(
            Level level, float silence, float loudest, float thirtyFiveDecibelsLess) {
        LogMelSpec spec = level == Level.DECIBELS ? LogMelSpec.AUDIOSET_32K : LogMelSpec.EFFICIENT_AT;
        var levels = new LevelColumns(spec.bands(), 4096);
        for (float value : new float[] {silence, loudest, thirtyFiveDecibelsLess}) {
            var frame = new float[spec.bands()];
            Arrays.fill(frame, value);
            levels.add(frame, 0);
        }

        BufferedImage image = SpectrogramImage.draw(levels, spec, BARE);

        assertThat(silence).isEqualTo(spec.level().ofSilence());
        assertThat(rgb(image, 0, 50)).isEqualTo(ColourMap.MAGMA.table()[0]);
        assertThat(rgb(image, 1, 50)).isEqualTo(ColourMap.MAGMA.table()[255]);
        assertThat(rgb(image, 2, 50) >> 16).isCloseTo(ColourMap.MAGMA.table()[127] >> 16, within(2));
    }

    @Test
    void whatTheFrontEndCallsSilenceIsDarkInAQuietRecording() {
        LogMelSpec spec = LogMelSpec.EFFICIENT_AT;
        var levels = new LevelColumns(spec.bands(), 4096);
        var silence = new float[spec.bands()];
        Arrays.fill(silence, spec.level().ofSilence());
        levels.add(silence, 0);
        silence[0] += 2; // 9 dB above it
        levels.add(silence, 0);

        BufferedImage image = SpectrogramImage.draw(levels, spec, BARE);

        assertThat(rgb(image, 0, 0)).isEqualTo(ColourMap.MAGMA.table()[0]);
        assertThat(rgb(image, 1, 223)).isEqualTo(ColourMap.MAGMA.table()[255]);
    }

    @Test
    void aSmallPictureLosesNoLoudSound() {
        var small = new SpectrogramOptions(20, 16, ColourMap.MAGMA, 70, false);
        BufferedImage image = SpectrogramImage.draw(whistle(100, -20), SPEC, small);

        assertThat(image.getWidth()).isEqualTo(20);
        assertThat(image.getHeight()).isEqualTo(16);
        assertThat(rgb(image, 15, 15 - 100 * 16 / 224))
                .isEqualTo(ColourMap.MAGMA.table()[255]);
        assertThat(rgb(image, 5, 15 - 100 * 16 / 224)).isEqualTo(ColourMap.MAGMA.table()[0]);
    }

    @Test
    void aLargePictureRepeatsPixels() {
        var large = new SpectrogramOptions(400, 448, ColourMap.MAGMA, 70, false);
        BufferedImage image = SpectrogramImage.draw(whistle(0, -20), SPEC, large);

        assertThat(rgb(image, 399, 447)).isEqualTo(ColourMap.MAGMA.table()[255]);
        assertThat(rgb(image, 399, 446)).isEqualTo(ColourMap.MAGMA.table()[255]);
        assertThat(rgb(image, 399, 445)).isEqualTo(ColourMap.MAGMA.table()[0]);
    }

    @Test
    void axesAreDrawnOutsideThePicture() {
        var withAxes = new SpectrogramOptions(600, 224, ColourMap.MAGMA, 70, true);
        BufferedImage image = SpectrogramImage.draw(whistle(10, -20), SPEC, withAxes);

        int left = leftOf(image);
        assertThat(image.getWidth()).isGreaterThan(600 + 30);
        assertThat(image.getHeight()).isGreaterThan(224 + 14);
        assertThat(rgb(image, 0, 0)).as("paper").isEqualTo(0xFFFFFF);
        int top = image.getHeight() - 224 - heightBelow(image);
        assertThat(rgb(
                        image,
                        left - 1,
                        top + 223 - (int) Math.round(SPEC.scale().band(1000, SPEC))))
                .as("a tick at 1 kHz")
                .isEqualTo(INK);
        assertThat(inkIn(image, 0, left)).as("frequencies are written").isGreaterThan(100);
    }

    private static int leftOf(BufferedImage image) {
        return IntStream.range(0, image.getWidth())
                .filter(x ->
                        rgb(image, x, image.getHeight() / 2) == ColourMap.MAGMA.table()[0])
                .findFirst()
                .orElseThrow();
    }

    private static int heightBelow(BufferedImage image) {
        return (int) IntStream.range(0, image.getHeight())
                .map(y -> image.getHeight() - 1 - y)
                .takeWhile(y ->
                        rgb(image, image.getWidth() / 2, y) != ColourMap.MAGMA.table()[0])
                .count();
    }

    private static long inkIn(BufferedImage image, int from, int to) {
        return IntStream.range(0, image.getHeight())
                .flatMap(y -> IntStream.range(from, to).map(x -> rgb(image, x, y)))
                .filter(rgb -> rgb == INK)
                .count();
    }
}
