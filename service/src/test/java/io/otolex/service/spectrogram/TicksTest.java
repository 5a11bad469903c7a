package io.otolex.service.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.audio.LogMelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

    @Test
    void onlyFrequenciesOfTheFrontEndAreWritten() {
        assertThat(Ticks.frequencies(LogMelSpec.AUDIOSET_32K)).containsExactly(10_000, 5000, 2000, 1000, 500, 200, 100);
        assertThat(Ticks.frequency(500)).isEqualTo("500");
        assertThat(Ticks.frequency(10_000)).isEqualTo("10k");
    }

    @Test
    void timesAreRoundAndHaveRoom() {
        assertThat(Ticks.times(10, 1000)).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0);
        assertThat(Ticks.times(10, 200)).containsExactly(0.0, 5.0, 10.0);
        assertThat(Ticks.times(14_400, 1000)).hasSizeBetween(4, 11);
        assertThat(Ticks.times(0.05, 5)).containsExactly(0.0);
    }

    @ParameterizedTest
    @CsvSource({"1,3,1 s", "0.5,3,0.5 s", "75,80,1:15", "0,80,0:00", "3725,9000,1:02:05"})
    void aTimeIsWrittenAsItsRecordingNeeds(double seconds, double whole, String text) {
        assertThat(Ticks.time(seconds, whole)).isEqualTo(text);
    }
}
