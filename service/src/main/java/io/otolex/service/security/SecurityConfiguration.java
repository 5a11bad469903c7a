package io.otolex.service.security;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Spring Security with the parts of this package: no session, no form, no cookie. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SecurityConfiguration.class);

    @Bean
    ClientIdentity clientIdentity() {
        return new AuthenticatedClient();
    }

    @Bean
    SecurityProblems securityProblems(HandlerExceptionResolver handlerExceptionResolver) {
        return new SecurityProblems(handlerExceptionResolver);
    }

    @Bean
    HttpFirewall httpFirewall() {
        return new SlashesInLabels();
    }

    /** The firewall judges encoded slashes; Tomcat by itself would refuse them all. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashesReachTheFirewall() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(SecurityProblems problems) {
        return problems::rejected;
    }

    /** Empty when the service is open; then nobody reads what is presented. */
    @Bean
    AuthenticationManager authenticationManager(SecuritySettings settings) {
        List<AuthenticationProvider> known = new ArrayList<>();
        if (settings.hasKeys()) {
            known.add(new KeyAuthentication(keys(settings)));
        }
        if (settings.hasTokens()) {
            known.add(TokenAuthentication.of(settings));
        }
        known.add(new UnknownCredentials());
        return new ProviderManager(known);
    }

    private static Supplier<ApiKeys> keys(SecuritySettings settings) {
        ApiKeys fixed = ApiKeys.parse(settings.keys());
        if (settings.keysFile() == null) {
            return () -> fixed;
        }
        var file = new KeysFile(settings.keysFile(), System::nanoTime);
        return () -> fixed.and(file.keys());
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            SecuritySettings settings,
            SecurityProblems problems,
            AuthenticationManager authentication,
            Environment environment) {
        bare(http);
        browsers(http);
        http.addFilter(CrossOrigin.filter(settings.allowedOrigins(), problems));
        http.exceptionHandling(refusals ->
                refusals.authenticationEntryPoint(problems::unauthenticated).accessDeniedHandler(problems::forbidden));
        if (settings.isOpen()) {
            log.warn("No keys and no issuer of tokens are set: whoever reaches the port may use the service.");
            return http.authorizeHttpRequests(AccessRules::open).build();
        }
        boolean ownPort = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        http.addFilterBefore(credentials(authentication, problems), AuthorizationFilter.class);
        return http.authorizeHttpRequests(rules -> AccessRules.closed(rules, ownPort))
                .build();
    }

    /** Nothing is remembered between requests, so there is nothing to ride on. */
    private static void bare(HttpSecurity http) {
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable);
    }

    private static void browsers(HttpSecurity http) {
        http.headers(headers -> headers.addHeaderWriter(new BrowserPolicy())
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy("microphone=(self), camera=(), geolocation=()")));
    }

    private static BearerTokenAuthenticationFilter credentials(
            AuthenticationManager authentication, SecurityProblems problems) {
        var filter = new BearerTokenAuthenticationFilter(authentication, new PresentedCredentials());
        filter.setAuthenticationEntryPoint(problems::unauthenticated);
        filter.setAuthenticationFailureHandler(problems::unauthenticated);
        return filter;
    }
}
