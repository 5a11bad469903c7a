package io.otolex.service.security;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.web.client.RestOperations;
import org.springframework.web.client.RestTemplate;

/** Which tokens are good: signed by the issuer, meant for us, in force, and ending some day. */
final class TokenAuthentication {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private TokenAuthentication() {}

    /** Asks the issuer for its keys at the first token, so that the service starts without it. */
    static AuthenticationProvider of(SecuritySettings settings) {
        return new JwtAuthenticationProvider(new SupplierJwtDecoder(() -> decoder(settings)));
    }

    private static JwtDecoder decoder(SecuritySettings settings) {
        NimbusJwtDecoder decoder = builder(settings)
                .restOperations(client())
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
                .validateType(false) // by the validator below, which knows access tokens too
                .build();
        decoder.setJwtValidator(validator(settings));
        return decoder;
    }

    private static JwkSetUriJwtDecoderBuilder builder(SecuritySettings settings) {
        return settings.jwkSetUri() != null
                ? NimbusJwtDecoder.withJwkSetUri(settings.jwkSetUri().toString())
                : NimbusJwtDecoder.withIssuerLocation(
                        Objects.requireNonNull(settings.issuerUri()).toString());
    }

    private static RestOperations client() {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(TIMEOUT);
        requests.setReadTimeout(TIMEOUT);
        return new RestTemplate(requests);
    }

    private static OAuth2TokenValidator<Jwt> validator(SecuritySettings settings) {
        var time = new JwtTimestampValidator();
        time.setAllowEmptyExpiryClaim(false);
        var type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        type.setAllowEmpty(true);
        OAuth2TokenValidator<Jwt> issuer = settings.issuerUri() == null
                ? new DelegatingOAuth2TokenValidator<>()
                : new JwtIssuerValidator(settings.issuerUri().toString());
        return new DelegatingOAuth2TokenValidator<>(time, type, issuer, audience(settings.audience()));
    }

    private static OAuth2TokenValidator<Jwt> audience(@Nullable String ours) {
        return new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, audience -> audience != null && audience.contains(ours));
    }
}
