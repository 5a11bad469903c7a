package io.otolex.service.security;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Knows the holders of keys; leaves everything that does not look like a key of ours to others. */
final class KeyAuthentication implements AuthenticationProvider {

    private final Supplier<ApiKeys> keys;

    KeyAuthentication(Supplier<ApiKeys> keys) {
        this.keys = keys;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication presented) {
        Optional<KeySecret> secret = KeySecret.of(((BearerTokenAuthenticationToken) presented).getToken());
        if (secret.isEmpty()) {
            return null;
        }
        return keys.get()
                .of(secret.get())
                .map(KeyHolder::new)
                .orElseThrow(() -> new InvalidBearerTokenException("The key is not known here."));
    }

    @Override
    public boolean supports(Class<?> presented) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(presented);
    }
}
