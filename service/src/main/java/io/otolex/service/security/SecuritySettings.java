package io.otolex.service.security;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the service. With neither keys nor an issuer everybody may who reaches its port.
 *
 * @param required refuses to start when neither keys nor an issuer are given, so that a setting that got lost does not
 *     open the service
 * @param keysFile a key a line, as {@code otolex key create} prints them; read again within seconds of a change
 * @param keys the same lines, for few keys or where only the environment can be set; never changes while running
 * @param issuerUri who signs tokens; its keys are found by OpenID discovery, at the first token
 * @param jwkSetUri where the signing keys are, if there is no discovery
 * @param audience what tokens must be meant for; without it every token of the issuer, for whatever service, would do
 * @param allowedOrigins pages of other origins that may call the API from a browser; none by default
 */
@ConfigurationProperties("otolex.security")
record SecuritySettings(
        @DefaultValue("false") boolean required,
        @Nullable Path keysFile,
        @DefaultValue List<String> keys,
        @Nullable URI issuerUri,
        @Nullable URI jwkSetUri,
        @Nullable String audience,
        @DefaultValue List<String> allowedOrigins) {

    SecuritySettings {
        keys = List.copyOf(keys);
        allowedOrigins = List.copyOf(allowedOrigins);
        boolean tokens = issuerUri != null || jwkSetUri != null;
        if (tokens && (audience == null || audience.isBlank())) {
            throw new IllegalArgumentException("otolex.security.audience must be set where tokens are accepted");
        }
        if (required && !tokens && keys.isEmpty() && keysFile == null) {
            throw new IllegalArgumentException("otolex.security.required is set, but there is none of"
                    + " otolex.security.keys-file, keys, issuer-uri and jwk-set-uri");
        }
    }

    boolean hasKeys() {
        return keysFile != null || !keys.isEmpty();
    }

    boolean hasTokens() {
        return issuerUri != null || jwkSetUri != null;
    }

    boolean isOpen() {
        return !hasKeys() && !hasTokens();
    }
}
