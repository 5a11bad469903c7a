package io.otolex.service.security;

import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What a refused request is told: RFC 6750's challenge in the header, a problem in the body. */
final class SecurityProblems {

    private static final String REALM = "otolex";
    private static final String INSUFFICIENT = "Bearer realm=\"" + REALM + "\", error=\"insufficient_scope\"";

    private final HandlerExceptionResolver problems;
    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

    SecurityProblems(HandlerExceptionResolver problems) {
        this.problems = problems;
        challenge.setRealmName(REALM);
    }

    void unauthenticated(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason) {
        if (reason instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            answer(request, response, ProblemType.ISSUER_UNAVAILABLE, "The issuer of tokens does not answer.");
            return;
        }
        challenge.commence(request, response, reason);
        boolean shown = reason instanceof OAuth2AuthenticationException;
        answer(
                request,
                response,
                ProblemType.UNAUTHENTICATED,
                shown
                        ? "The key or token is not known here, has ended, or is not meant for this service."
                        : "Send a key or a token as Authorization: Bearer …, or a key as X-API-Key.");
    }

    void forbidden(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, INSUFFICIENT);
        answer(request, response, ProblemType.FORBIDDEN, "The key or token has not the scope that this needs.");
    }

    void foreignOrigin(HttpServletRequest request, HttpServletResponse response) {
        answer(
                request,
                response,
                ProblemType.FORBIDDEN,
                "Pages of this origin may not use the service; otolex.security.allowed-origins names those that may.");
    }

    /** What no honest client sends: encoded slashes, dots that climb, control characters in headers. */
    void rejected(HttpServletRequest request, HttpServletResponse response, RequestRejectedException reason) {
        answer(
                request,
                response,
                ProblemType.MALFORMED_REQUEST,
                "The address, the method or a header has a form that is not accepted.");
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail) {
        problems.resolveException(request, response, null, new Problem(type, detail).asException());
    }
}
