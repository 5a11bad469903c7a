package io.otolex.service;

import io.otolex.service.security.ApiKey;
import io.otolex.service.security.KeySecret;
import io.otolex.service.security.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service that knows some keys and an issuer of tokens. */
abstract class SecuredService extends ServiceWithFakeEngine {

    static final KeySecret TAGGER = KeySecret.create(new SecureRandom());
    static final KeySecret JOBBER = KeySecret.create(new SecureRandom());
    static final KeySecret OPERATOR = KeySecret.create(new SecureRandom());
    static final Issuer ISSUER = new Issuer(); // ends with the process: the service is shared by test classes

    @DynamicPropertySource
    static void security(DynamicPropertyRegistry properties) {
        properties.add("otolex.security.required", () -> "true");
        properties.add("otolex.security.keys[0]", () -> line("tagger", TAGGER, Scope.TAG));
        properties.add("otolex.security.keys[1]", () -> line("jobber", JOBBER, Scope.JOBS));
        properties.add("otolex.security.keys[2]", () -> line("operator", OPERATOR, Scope.METRICS));
        properties.add("otolex.security.issuer-uri", ISSUER::uri);
        properties.add("otolex.security.audience", () -> Issuer.AUDIENCE);
        properties.add("otolex.security.allowed-origins", () -> "https://friend.example");
    }

    private static String line(String name, KeySecret secret, Scope scope) {
        return ApiKey.of(name, secret, Set.of(scope), Optional.of(Duration.ofHours(1)))
                .line();
    }

    HttpRequest.Builder sound() {
        return request("/v1/tags").header("Content-Type", "audio/wav").POST(BodyPublishers.ofString("sound"));
    }

    static HttpRequest.Builder with(HttpRequest.Builder request, KeySecret key) {
        return bearing(request, key.reveal());
    }

    static HttpRequest.Builder bearing(HttpRequest.Builder request, String token) {
        return request.header("Authorization", "Bearer " + token);
    }

    static String challenge(HttpResponse<?> response) {
        return response.headers().firstValue("WWW-Authenticate").orElse("");
    }
}
