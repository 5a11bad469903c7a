package io.otolex.service.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** A key or a token, from {@code Authorization: Bearer …}, or a key from {@code X-API-Key}; never from the address. */
final class PresentedCredentials implements AuthenticationConverter {

    static final String KEY_HEADER = "X-API-Key";

    private final AuthenticationConverter bearer = new BearerTokenAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String key = request.getHeader(KEY_HEADER);
        return key == null || key.isBlank() ? bearer.convert(request) : new BearerTokenAuthenticationToken(key.strip());
    }
}
