package io.otolex.audio.mel;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.audio.LogMel;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.Pcm;
import io.otolex.audio.Signals;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes one constant of the reference at a time: each change must be seen, or the parity tests prove nothing. */
class ConstantsTest {

    private static final LogMelSpec SPEC = LogMelSpec.AUDIOSET_32K;
    private static final Recipe RIGHT = Recipe.of(SPEC);

    /** Noise, then digital silence, so that the floor is reached too. */
    private static final float[] CLIP = Arrays.copyOf(Signals.noise(6_000, 9, 0.1f), 12_000);

    private static final LogMel ACTUAL = new LogMelExtractor(SPEC).of(new Pcm(CLIP, SPEC.sampleRateHz()));

    @Test
    void theRightConstantsAgree() {
        assertThat(Deviation.of(ACTUAL, RIGHT.logMel(CLIP)).worst()).isLessThan(0.05);
    }

    @ParameterizedTest
    @MethodSource
    void anyOtherConstantDisagrees(Recipe wrong) {
        assertThat(Deviation.of(ACTUAL, wrong.logMel(CLIP)).worst()).isGreaterThan(0.05);
    }

    static Stream<Named<Recipe>> anyOtherConstantDisagrees() {
        return Stream.of(
                Named.of("a longer FFT", RIGHT.withFftSize(2048)),
                Named.of("a shorter FFT", RIGHT.withFftSize(512)),
                Named.of("a hop of 319", RIGHT.withHop(319)),
                Named.of("a lower edge of 49 Hz", RIGHT.withBand(49, 14_000)),
                Named.of("an upper edge of 14.1 kHz", RIGHT.withBand(50, 14_100)),
                Named.of("the symmetric Hann window", RIGHT.withHannPeriod(1023)),
                Named.of("no area normalisation", RIGHT.withMel(false, false)),
                Named.of("the HTK mel scale", RIGHT.withMel(true, true)),
                Named.of("zeros instead of mirrored edges", RIGHT.withZeroPadding()),
                Named.of("magnitude instead of power", RIGHT.withPower(1, 1e-10)),
                Named.of("another floor", RIGHT.withPower(2, 1.1e-10)));
    }

    @Test
    void theSpecIsThePublishedOne() {
        assertThat(SPEC).isEqualTo(new LogMelSpec(32_000, 1024, 320, 224, 50, 14_000, 320_000));
    }
}
