package io.otolex.model.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.checkpoint.CheckpointException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HintsTest {

    private static final String SPEC = "{\"sample_rate_hz\":32000,\"fft_size\":1024,\"hop_samples\":320,\"bands\":224,"
            + "\"low_hz\":50,\"high_hz\":14000,\"window_samples\":320000}";

    @Test
    void theFrontEndOfAnOlderHeaderIsThePublishedOne() throws CheckpointException {
        assertThat(Hints.of(Map.of("otolex.front_end", SPEC)).frontEnd()).contains(LogMelSpec.AUDIOSET_32K);
    }

    @Test
    void theFrontEndOfTheHeaderIsTheNetworks() throws CheckpointException {
        Hints hints = Hints.of(Map.of("otolex.front_end", SPEC.replace("224", "64")));
        assertThat(hints.form(527).frontEnd().bands()).isEqualTo(64);
    }

    @Test
    void aHeaderMaySayThatShortRecordingsAreRepeated() throws CheckpointException {
        String repeating = SPEC.replace("}", ",\"repeat_below_samples\":160000}");
        assertThat(Hints.of(Map.of("otolex.front_end", repeating)).frontEnd())
                .contains(LogMelSpec.AUDIOSET_32K.repeatingBelow(160_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "{}", "{\"bands\":-1}", "{\"sample_rate_hz\":\"x\"}"})
    void refusesAMalformedFrontEnd(String json) {
        assertThatThrownBy(() -> Hints.of(Map.of("otolex.front_end", json)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("front end");
    }

    @Test
    void refusesWhatHasNoNameHere() {
        assertThatThrownBy(() -> Hints.of(Map.of("otolex.stem", "7x7"))).hasMessageContaining("7x7");
        assertThatThrownBy(() -> Hints.of(Map.of("otolex.pooling", "median"))).hasMessageContaining("median");
    }
}
