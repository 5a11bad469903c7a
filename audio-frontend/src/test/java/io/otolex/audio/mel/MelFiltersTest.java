package io.otolex.audio.mel;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.audio.LogMelSpec;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MelFiltersTest {

    private static final MelFilters FILTERS = MelFilters.of(LogMelSpec.AUDIOSET_32K);

    /** librosa.filters.mel(sr=32000, n_fft=1024, n_mels=224, fmin=50, fmax=14000), as (band, bin, weight). */
    @Test
    void everyWeightIsLibrosasToTheLastBit() throws IOException {
        try (InputStream resource = MelFiltersTest.class.getResourceAsStream("librosa-mel-224.bin")) {
            var weights = new DataInputStream(Objects.requireNonNull(resource));
            for (int i = 0; i < 884; i++) {
                int band = weights.readInt();
                int bin = weights.readInt();
                assertThat(FILTERS.weight(band, bin))
                        .as("band %d, bin %d", band, bin)
                        .isEqualTo(weights.readFloat());
            }
            assertThat(weights.read()).as("no weight is missing").isEqualTo(-1);
        }
    }

    @Test
    void noOtherWeightIsThere() {
        int nonZero = 0;
        for (int band = 0; band < FILTERS.bands(); band++) {
            for (int bin = 0; bin <= 512; bin++) {
                nonZero += FILTERS.weight(band, bin) > 0 ? 1 : 0;
            }
        }
        assertThat(nonZero).isEqualTo(884);
    }

    @Test
    void aSingleBinReachesItsTwoBandsWithTheirWeights() {
        var mel = new float[FILTERS.bands()];
        for (int bin = 0; bin <= 512; bin++) {
            var power = new float[513];
            power[bin] = 1;
            FILTERS.project(power, mel, 0);
            for (int band = 0; band < FILTERS.bands(); band++) {
                assertThat(mel[band]).isEqualTo(FILTERS.weight(band, bin));
            }
        }
    }

    @Test
    void theEdgesAreThoseOfTheReference() {
        double[] edges = MelScale.edgesHz(50, 14_000, 224);
        assertThat(new double[] {edges[0], edges[1], edges[112], edges[224]})
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(50, 65.595643271266, 2274.2049964523662, 13776.633145816531);
    }
}
