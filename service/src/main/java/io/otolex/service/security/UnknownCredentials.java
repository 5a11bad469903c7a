package io.otolex.service.security;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** The last to be asked: what nobody before it has known is known to nobody. */
final class UnknownCredentials implements AuthenticationProvider {

    @Override
    public Authentication authenticate(Authentication presented) {
        throw new InvalidBearerTokenException("What was presented is not known here.");
    }

    @Override
    public boolean supports(Class<?> presented) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(presented);
    }
}
