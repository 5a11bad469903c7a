package io.otolex.audio.mel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.otolex.audio.LogMel;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.Pcm;
import io.otolex.audio.Signals;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMelExtractorTest {

    private static final LogMelSpec SPEC = LogMelSpec.AUDIOSET_32K;

    private final LogMelExtractor extractor = new LogMelExtractor(SPEC);

    @Test
    void tenSecondsAreOneThousandAndOneFrames() {
        LogMel logMel = logMel(new float[320_000]);
        assertThat(logMel.frames()).isEqualTo(1001);
        assertThat(logMel.bands()).isEqualTo(224);
    }

    @Test
    void silenceIsExactlyMinusOneHundred() {
        assertThat(logMel(new float[320_000]).values()).containsOnly(-100f);
    }

    /** Sum and spots of the float64 front end in NumPy, on the same noise: the published recipe, run elsewhere. */
    @Test
    void tenSecondsOfNoiseGiveTheReferenceNumbers() {
        LogMel logMel = logMel(Signals.noise(320_000, 1, 0.1f));
        double sum = IntStream.range(0, logMel.values().length)
                .mapToDouble(i -> logMel.values()[i])
                .sum();
        assertThat(sum / logMel.values().length).isCloseTo(-3571876.03658247 / (1001 * 224), within(5e-6));
        assertSpot(logMel, 0, 0, -6.4842584247457316);
        assertSpot(logMel, 0, 223, -19.943593187783005);
        assertSpot(logMel, 1, 10, -13.850605425783284);
        assertSpot(logMel, 500, 0, -18.178783565332775);
        assertSpot(logMel, 500, 111, -8.204639552463815);
        assertSpot(logMel, 500, 223, -16.17539952324892);
        assertSpot(logMel, 1000, 111, -20.047369933317555);
    }

    @Test
    void theModelsFixtureClipGivesItsLogMel() {
        LogMel logMel = logMel(Signals.sum(Signals.sweep(32_000), Signals.noise(32_000, 7, 0.05f)));
        assertThat(logMel.frames()).isEqualTo(101);
        assertThat(Arrays.copyOf(logMel.values(), 5))
                .usingComparatorWithPrecision(0.003f)
                .containsExactly(20.754776f, 5.368579f, 11.533684f, -1.3180597f, 4.952086f);
        double sum = IntStream.range(0, logMel.values().length)
                .mapToDouble(i -> logMel.values()[i])
                .sum();
        assertThat(sum / logMel.values().length).isCloseTo(-458577.1580224633 / (101 * 224), within(5e-4));
    }

    @Test
    void noiseAgreesWithDoublePrecision() {
        assertAgrees(Signals.noise(48_123, 3, 0.1f));
    }

    @Test
    void quietNoiseAgreesWithDoublePrecision() {
        assertAgrees(Signals.noise(20_000, 4, 0.001f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectacles.ogg", "astronaut.ogg"})
    void speechAgreesWithDoublePrecision(String word) {
        assertAgrees(RealSounds.word(word));
    }

    /**
     * Recordings with next to nothing in their upper half, such as a telephone's: there a float FFT hears its own
     * rounding, which comes from the loud half. PyTorch's float STFT is up to 0.16 dB off in these bins.
     */
    @ParameterizedTest
    @ValueSource(strings = {"speech.wav", "crow.flac", "church-bell.wav", "cow.ogg"})
    void narrowSoundsAgreeWhereTheyAreAudible(String sample) {
        float[] samples = RealSounds.sample(sample);
        Deviation deviation = Deviation.of(logMel(samples), Recipe.of(SPEC).logMel(samples));
        assertThat(deviation.worstAudible()).as("worst, bins above -60 dB").isLessThan(0.003);
        assertThat(deviation.worst()).as("worst, all bins").isLessThan(0.16);
        assertThat(deviation.mean()).as("mean").isLessThan(0.001);
    }

    @Test
    void theShortestClipThatCanBeMirroredAgrees() {
        assertAgrees(Signals.noise(513, 5, 0.1f));
    }

    @Test
    void threadsDoNotDisturbOneAnother() {
        float[] clip = Signals.noise(64_000, 6, 0.1f);
        float[] alone = logMel(clip).values();
        assertThat(IntStream.range(0, 16).parallel().mapToObj(i -> logMel(clip).values()))
                .allSatisfy(values -> assertThat(values).isEqualTo(alone));
    }

    @Test
    void aClipCostsLittleMemoryBesideItsResult() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] clip = Signals.noise(320_000, 8, 0.1f);
        int resultBytes = 4 * logMel(clip).values().length;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10; i++) {
            logMel(clip);
        }
        long perClip = (threads.getCurrentThreadAllocatedBytes() - before) / 10 - resultBytes;
        assertThat(perClip).isLessThan(64 * 1024);
    }

    @Test
    void anotherRateIsRefused() {
        assertThatThrownBy(() -> extractor.of(new Pcm(new float[320_000], 44_100)))
                .hasMessageContaining("44100 Hz");
    }

    @Test
    void aClipTooShortToBeMirroredIsRefused() {
        assertThatThrownBy(() -> logMel(new float[512])).hasMessageContaining("more than 512 samples");
    }

    private LogMel logMel(float[] samples) {
        return extractor.of(new Pcm(samples, SPEC.sampleRateHz()));
    }

    private static void assertSpot(LogMel logMel, int frame, int band, double expected) {
        assertThat((double) logMel.values()[frame * 224 + band])
                .as("frame %d, band %d", frame, band)
                .isCloseTo(expected, within(0.003));
    }

    private void assertAgrees(float[] samples) {
        Deviation deviation = Deviation.of(logMel(samples), Recipe.of(SPEC).logMel(samples));
        assertThat(deviation.worstAudible()).as("worst, bins above -60 dB").isLessThan(0.003);
        assertThat(deviation.worst()).as("worst, all bins").isLessThan(0.05);
        assertThat(deviation.mean()).as("mean").isLessThan(0.0005);
    }
}
