package io.otolex.audio.mel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.otolex.audio.LogMel;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.Pcm;
import io.otolex.audio.Signals;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The front end of EfficientAT: a window of 800 in a transform of 1024, pre-emphasis, Kaldi's bands, natural logarithms.
 *
 * <p>Expected: {@code torch.stft} in float64 with the published steps, on the same noise. PyTorch's own float32 differs
 * from that by up to 1.2e-4.
 */
class EfficientAtFrontEndTest {

    private final LogMelExtractor extractor = new LogMelExtractor(LogMelSpec.EFFICIENT_AT);

    @Test
    void tenSecondsAreAThousandFrames() {
        LogMel logMel = logMel(new float[320_000]);
        assertThat(logMel.frames()).isEqualTo(1000).isEqualTo(LogMelSpec.EFFICIENT_AT.windowFrames());
        assertThat(logMel.bands()).isEqualTo(128);
    }

    @Test
    void silenceIsTheLeastThereIs() {
        float least = LogMelSpec.EFFICIENT_AT.level().ofSilence();
        assertThat(least).isCloseTo((float) Math.log(1e-5), within(1e-6f));
        for (float value : logMel(new float[32_000]).values()) {
            assertThat(value).isCloseTo(least, within(1e-5f));
        }
    }

    @Test
    void tenSecondsOfNoiseGiveTheNumbersOfPyTorch() {
        LogMel logMel = logMel(Signals.noise(320_000, 1, 0.1f));
        double sum = IntStream.range(0, logMel.values().length)
                .mapToDouble(i -> logMel.values()[i])
                .sum();
        assertThat(sum / logMel.values().length).isCloseTo(-149696.2048436281 / (1000 * 128), within(2e-6));
        assertSpot(logMel, 0, 0, -7.200551208965871);
        assertSpot(logMel, 0, 127, 3.215384430891905);
        assertSpot(logMel, 1, 10, -6.564681482870209);
        assertSpot(logMel, 500, 0, -9.367510157771699);
        assertSpot(logMel, 500, 64, -1.0279815724737669);
        assertSpot(logMel, 500, 127, 3.2411785797093366);
        assertSpot(logMel, 999, 100, 2.4541454571936363);
    }

    @Test
    void aClipTooShortToBeMirroredIsRefused() {
        assertThatThrownBy(() -> logMel(new float[513])).hasMessageContaining("more than 513 samples");
    }

    private LogMel logMel(float[] samples) {
        return extractor.of(new Pcm(samples, 32_000));
    }

    private static void assertSpot(LogMel logMel, int frame, int band, double expected) {
        assertThat((double) logMel.values()[frame * 128 + band])
                .as("frame %d, band %d", frame, band)
                .isCloseTo(expected, within(1e-4));
    }
}
