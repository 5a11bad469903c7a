package io.otolex.service.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** A client with credentials is known by them, one without by its address. */
final class AuthenticatedClient implements ClientIdentity {

    private final ClientIdentity withoutCredentials = new ClientAddress();

    @Override
    public Client of(HttpServletRequest request) {
        Authentication shown = SecurityContextHolder.getContext().getAuthentication();
        if (shown instanceof KeyHolder holder) {
            return new Client("key:" + holder.getName(), holder.key().audioPerHour());
        }
        return shown instanceof JwtAuthenticationToken token
                ? new Client("sub:" + token.getName(), Optional.empty())
                : withoutCredentials.of(request);
    }
}
