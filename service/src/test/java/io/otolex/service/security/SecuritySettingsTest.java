package io.otolex.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecuritySettingsTest {

    private static final URI ISSUER = URI.create("https://issuer.example");

    @Test
    void aLaptopIsOpen() {
        assertThat(settings(false, List.of(), null, null).isOpen()).isTrue();
    }

    @Test
    void aLostSettingDoesNotOpenTheService() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(true, List.of(), null, null))
                .withMessageContaining("otolex.security.required");
        assertThat(settings(true, List.of("a line"), null, null).isOpen()).isFalse();
        assertThat(settings(true, List.of(), ISSUER, "otolex").isOpen()).isFalse();
    }

    @Test
    void tokensForOtherServicesAreNeverGoodHere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(false, List.of(), ISSUER, null))
                .withMessageContaining("otolex.security.audience");
        assertThatIllegalArgumentException().isThrownBy(() -> settings(false, List.of(), ISSUER, " "));
    }

    private static SecuritySettings settings(
            boolean required, List<String> keys, @Nullable URI issuer, @Nullable String audience) {
        return new SecuritySettings(required, null, keys, issuer, null, audience, List.of());
    }
}
