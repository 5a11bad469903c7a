package io.otolex.service.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Which pages of other origins may call the API; the others are refused, not merely kept from reading the answer. */
final class CrossOrigin {

    /*
     * A browser sends a form to any address a page names, also to a service on the reader's own machine, where nobody
     * needs a key. Refusing the request itself is what keeps such pages from spending its processors.
     */

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "DELETE");
    private static final List<String> READABLE = List.of(
            "Content-Disposition",
            "ETag",
            "Location",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "Server-Timing",
            "WWW-Authenticate");

    private CrossOrigin() {}

    static CorsFilter filter(List<String> allowedOrigins, SecurityProblems problems) {
        var rules = new UrlBasedCorsConfigurationSource();
        rules.registerCorsConfiguration("/**", rules(allowedOrigins));
        var filter = new CorsFilter(request -> isOwnPage(request) ? null : rules.getCorsConfiguration(request));
        filter.setCorsProcessor(new Refusing(problems));
        return filter;
    }

    private static CorsConfiguration rules(List<String> allowedOrigins) {
        var rules = new CorsConfiguration();
        rules.setAllowedOrigins(allowedOrigins);
        rules.setAllowedMethods(METHODS);
        rules.setAllowedHeaders(List.of("*"));
        rules.setExposedHeaders(READABLE);
        rules.setMaxAge(Duration.ofHours(1));
        return rules;
    }

    /** The browser's own word, which scripts cannot forge; it holds behind a proxy that ends TLS, too. */
    private static boolean isOwnPage(HttpServletRequest request) {
        return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }

    private static final class Refusing extends DefaultCorsProcessor {
        private final SecurityProblems problems;

        Refusing(SecurityProblems problems) {
            this.problems = problems;
        }

        @Override
        public boolean processRequest(
                @Nullable CorsConfiguration rules, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            boolean passed = super.processRequest(rules, request, response);
            if (!passed) {
                problems.foreignOrigin(request, response);
            }
            return passed;
        }

        /** The refusal is written above, where the request is known. */
        @Override
        protected void rejectRequest(ServerHttpResponse response) {}
    }
}
