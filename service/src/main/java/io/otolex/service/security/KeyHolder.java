package io.otolex.service.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Somebody who has shown a good key. Holds no secret. */
final class KeyHolder extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;
    private final transient ApiKey key;

    KeyHolder(ApiKey key) {
        super(AuthorityUtils.createAuthorityList(
                key.scopes().stream().map(Scope::authority).toList()));
        this.key = key;
        setAuthenticated(true);
    }

    ApiKey key() {
        return key;
    }

    @Override
    public String getName() {
        return key.name();
    }

    @Override
    public Object getPrincipal() {
        return key.name();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyHolder holder && holder.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
