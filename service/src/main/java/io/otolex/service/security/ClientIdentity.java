package io.otolex.service.security;

import jakarta.servlet.http.HttpServletRequest;

/** Tells who sent a request; for filters that come after authentication, and for controllers. */
@FunctionalInterface
public interface ClientIdentity {

    Client of(HttpServletRequest request);
}
