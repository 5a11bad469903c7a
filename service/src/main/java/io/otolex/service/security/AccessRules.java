package io.otolex.service.security;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** Which scope an address needs; the first line that fits decides, and what is not named needs credentials. */
final class AccessRules {

    /** Nothing here can be asked to work, and nothing here tells more than the documentation does. */
    private static final String[] PUBLIC = {
        "/",
        "/index.html",
        "/assets/**",
        "/favicon.ico",
        "/docs",
        "/docs/**",
        "/openapi.json",
        "/problems/**",
        "/error",
        "/actuator/health",
        "/actuator/health/**",
        "/v2/health/**"
    };

    private AccessRules() {}

    static void open(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules) {
        rules.anyRequest().permitAll();
    }

    /**
     * The rules where there are keys or tokens.
     *
     * @param ownManagementPort the actuator is not on the port of the API, so that the network keeps strangers from it
     */
    static void closed(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules,
            boolean ownManagementPort) {
        rules.requestMatchers(PUBLIC).permitAll();
        if (ownManagementPort) {
            rules.requestMatchers("/actuator", "/actuator/**").permitAll();
        }
        rules.requestMatchers("/actuator", "/actuator/**").hasAuthority(Scope.METRICS.authority());
        rules.requestMatchers("/v1/jobs", "/v1/jobs/**").hasAuthority(Scope.JOBS.authority());
        rules.requestMatchers(HttpMethod.POST).hasAuthority(Scope.TAG.authority());
        rules.anyRequest().authenticated();
    }
}
