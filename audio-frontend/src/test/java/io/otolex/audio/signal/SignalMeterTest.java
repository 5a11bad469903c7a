package io.otolex.audio.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.otolex.audio.SignalReport;
import io.otolex.audio.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalMeterTest {

    private static final int RATE = 32_000;
    private static final int SINES = 120;
    private static final double FADE_S = 0.1;
    private static final double GOLDEN = 0.6180339887498949;

    /** The figures are those of {@code figures.py}, which knows nothing of this meter. It tells the upper edge of a band of 250 Hz, and a window leaks. */
    @ParameterizedTest
    @CsvFileSource(resources = "figures.csv", numLinesToSkip = 1)
    void agreesWithNumpyAndScipy(
            double limitHz, double gain, double silentS, double clipped, double silent, double bandwidthHz) {
        SignalReport report = measured(signal(limitHz, gain, silentS), 1_777);

        assertThat(report.clippedPercent()).isCloseTo(clipped, within(0.005));
        assertThat(report.silentPercent()).isCloseTo(silent, within(1e-6));
        assertThat((double) report.bandwidthHz()).isBetween(bandwidthHz - 63, bandwidthHz + 375);
    }

    /** The same, made again. */
    private static float[] signal(double limitHz, double gain, double silentS) {
        var sum = new double[2 * RATE];
        for (int k = 1; k <= SINES; k++) {
            double hz = 100 + (limitHz - 100) * (k * GOLDEN % 1);
            double phase = (double) k * k * GOLDEN % 1;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += Math.sin(2 * Math.PI * (hz * i / RATE + phase));
            }
        }
        var samples = new float[sum.length];
        for (int i = 0; i < samples.length; i++) {
            double value = gain * Math.sqrt(2.0 / SINES) * sum[i] * fade((double) i / RATE, silentS);
            samples[i] = (float) Math.max(-1, Math.min(1, value));
        }
        return samples;
    }

    private static double fade(double seconds, double silentS) {
        double part = Math.max(0, Math.min(1, (seconds - silentS) / FADE_S));
        return silentS == 0 ? 1 : Math.pow(0.5 - 0.5 * Math.cos(Math.PI * part), 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 319, 3_200, 64_000})
    void howTheSamplesCameInPiecesPlaysNoPart(int piece) {
        float[] samples = signal(8_000, 1.5, 0.25);
        assertThat(measured(samples, piece)).isEqualTo(measured(samples, 4_096));
    }

    @Test
    void silenceHasNoBandwidth() {
        assertThat(measured(new float[RATE], 1_000)).isEqualTo(new SignalReport(0, 100, 0));
    }

    @Test
    void whiteNoiseFillsTheBand() {
        SignalReport report = measured(Signals.noise(2 * RATE, 11, 0.2f), 1_000);
        assertThat(report.bandwidthHz()).isEqualTo(RATE / 2);
        assertThat(report.clippedPercent()).isZero();
        assertThat(report.silentPercent()).isZero();
    }

    private static SignalReport measured(float[] samples, int piece) {
        var meter = new SignalMeter(RATE);
        for (int from = 0; from < samples.length; from += piece) {
            float[] some = Arrays.copyOfRange(samples, from, Math.min(samples.length, from + piece));
            meter.add(some, some.length);
        }
        return meter.report();
    }
}
