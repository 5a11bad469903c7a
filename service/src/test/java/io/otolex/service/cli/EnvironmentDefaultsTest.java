package io.otolex.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

class EnvironmentDefaultsTest {

    private static final OptionSpec MAX_DURATION = OptionSpec.builder("--max-duration")
            .descriptionKey("otolex.decoding.max-duration")
            .build();

    @Test
    void aSettingOfTheServiceIsFoundUnderItsNameInTheEnvironment() {
        var defaults = new EnvironmentDefaults(name -> null, Map.of("OTOLEX_DECODING_MAXDURATION", "1h")::get);

        assertThat(defaults.defaultValue(MAX_DURATION)).isEqualTo("1h");
    }

    @Test
    void aSystemPropertyComesFirst() {
        var defaults = new EnvironmentDefaults(
                Map.of("otolex.decoding.max-duration", "2h")::get, Map.of("OTOLEX_DECODING_MAXDURATION", "1h")::get);

        assertThat(defaults.defaultValue(MAX_DURATION)).isEqualTo("2h");
    }

    @Test
    void otherOptionsHaveNone() {
        var defaults = new EnvironmentDefaults(name -> "x", name -> "x");

        assertThat(defaults.defaultValue(OptionSpec.builder("--format").build()))
                .isNull();
    }
}
