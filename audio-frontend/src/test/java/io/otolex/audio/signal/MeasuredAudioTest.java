package io.otolex.audio.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.audio.DecodedAudio;
import io.otolex.audio.InputReport;
import io.otolex.audio.SignalReport;
import io.otolex.audio.Signals;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuredAudioTest {

    /** Resampling leaves traces above what was stored; here, as the worst case, white noise up to 16 kHz. */
    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 14_000})
    void nothingIsSaidOfABandThatTheFileCouldNotHold(int storedHz) throws Exception {
        var input = new InputReport("pcm_s16le", storedHz, 1, 2);
        try (var audio = new MeasuredAudio(noise(input), 32_000)) {
            while (audio.read(new float[8_192]) == 8_192) {
                // to the end
            }
            SignalReport signal = audio.signal();

            assertThat(signal.bandwidthHz()).isEqualTo(storedHz / 2);
            List<String> warnings = InputWarnings.of(audio.report().orElseThrow(), signal);
            assertThat(warnings).singleElement().asString().startsWith(said(storedHz / 2));
        }
    }

    private static String said(int hz) {
        return String.format(Locale.ROOT, "band-limited at %.1f kHz: ", hz / 1000.0);
    }

    private static DecodedAudio noise(InputReport input) {
        float[] samples = Signals.noise(64_000, 7, 0.3f);
        return new DecodedAudio() {
            private int position;

            @Override
            public int read(float[] buffer) {
                int count = Math.min(buffer.length, samples.length - position);
                System.arraycopy(samples, position, buffer, 0, count);
                position += count;
                return count;
            }

            @Override
            public Optional<InputReport> report() {
                return Optional.of(input);
            }

            @Override
            public void close() {}
        };
    }
}
