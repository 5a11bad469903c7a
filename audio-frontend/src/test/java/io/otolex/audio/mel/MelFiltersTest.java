package io.otolex.audio.mel;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.audio.LogMelSpec;
import io.otolex.audio.MelScale;
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
        assertWeights(FILTERS, "librosa-mel-224.bin", 884);
    }

    /** The triangles of EfficientAT (torchaudio.compliance.kaldi.get_mel_banks), in numpy's float64, rounded once. */
    @Test
    void everyWeightOfEfficientAtIsKaldis() throws IOException {
        assertWeights(MelFilters.of(LogMelSpec.EFFICIENT_AT), "kaldi-mel-128.bin", 947);
    }

    private static void assertWeights(MelFilters filters, String file, int count) throws IOException {
        try (InputStream resource = MelFiltersTest.class.getResourceAsStream(file)) {
            var weights = new DataInputStream(Objects.requireNonNull(resource));
            for (int i = 0; i < count; i++) {
                int band = weights.readInt();
                int bin = weights.readInt();
                assertThat(filters.weight(band, bin))
                        .as("band %d, bin %d", band, bin)
                        .isEqualTo(weights.readFloat());
            }
            assertThat(weights.read()).as("no weight is missing").isEqualTo(-1);
        }
        assertThat(nonZero(filters)).as("no other weight is there").isEqualTo(count);
    }

    private static int nonZero(MelFilters filters) {
        int nonZero = 0;
        for (int band = 0; band < filters.bands(); band++) {
            for (int bin = 0; bin <= 512; bin++) {
                nonZero += filters.weight(band, bin) > 0 ? 1 : 0;
            }
        }
        return nonZero;
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
        double[] edges = MelScale.SLANEY.edges(50, 14_000, 224);
        assertThat(new double[] {edges[0], edges[1], edges[112], edges[224]})
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(50, 65.595643271266, 2274.2049964523662, 13776.633145816531);
    }
}
