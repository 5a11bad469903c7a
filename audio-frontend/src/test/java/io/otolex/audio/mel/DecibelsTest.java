package io.otolex.audio.mel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecibelsTest {

    @Test
    void areThoseOfTheLogarithm() {
        double worst = 0;
        for (float power = 1.0001e-10f; power < 0x1p40f; power *= 1.0003f) {
            worst = Math.max(worst, Math.abs(Decibels.of(power) - 10 * Math.log10(power)));
        }
        assertThat(worst).isLessThan(3e-5);
    }

    @Test
    void areExactWhereItShows() {
        assertThat(Decibels.of(0)).isEqualTo(-100f);
        assertThat(Decibels.of(1e-10f)).isEqualTo(-100f);
        assertThat(Decibels.of(Math.nextUp(1e-10f))).isBetween(-100.00002f, -99.9999f);
    }
}
