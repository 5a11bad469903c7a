package io.otolex.service.engine;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecodingSettingsTest {

    @Test
    void anExecutableThatIsNoFfmpegIsNamed() {
        var settings = new DecodingSettings(Duration.ofHours(1), 0, 0, Path.of("/bin/false"));

        assertThatExceptionOfType(DecoderUnavailable.class)
                .isThrownBy(settings::decoder)
                .withMessageContaining("/bin/false");
    }

    @Test
    void aLimitBelowOneSecondIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecodingSettings(Duration.ZERO, 0, 0, null))
                .withMessageContaining("otolex.decoding.max-duration");
    }
}
