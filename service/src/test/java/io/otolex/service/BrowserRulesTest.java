package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserRulesTest extends SecuredService {

    static {
        // java.net.http keeps Origin to itself unless told otherwise
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin,host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/v1/none", "/actuator/health", "/actuator/prometheus"})
    void noAnswerLetsABrowserDoAnything(String path) throws Exception {
        HttpResponse<String> answer = send(request(path));

        assertThat(header(answer, "Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
        assertThat(header(answer, "Set-Cookie")).isEmpty();
        assertThat(header(answer, "Server")).isEmpty();
    }

    @Test
    void aPageOfAnotherOriginIsRefusedBeforeItCostsAnything() throws Exception {
        var refused = send(with(sound(), TAGGER).header("Origin", "https://stranger.example"));

        assertProblem(refused, 403, "forbidden");
        assertThat(header(refused, "Access-Control-Allow-Origin")).isEmpty();
        assertProblem(send(with(sound(), TAGGER).header("Origin", "null")), 403, "forbidden");
    }

    @Test
    void aNamedOriginMayAskAndSend() throws Exception {
        var asked = send(request("/v1/tags")
                .header("Origin", "https://friend.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(header(asked, "Access-Control-Allow-Origin")).isEqualTo("https://friend.example");
        assertThat(header(asked, "Access-Control-Allow-Headers")).contains("authorization");
        assertThat(header(asked, "Access-Control-Allow-Credentials")).isEmpty();

        var sent = send(with(sound(), TAGGER).header("Origin", "https://friend.example"));
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(header(sent, "Access-Control-Expose-Headers")).contains("Retry-After", "ETag");
    }

    @Test
    void ourOwnPageMayAlsoBehindAProxyThatEndsTls() throws Exception {
        var own = with(sound(), TAGGER).header("Origin", "http://localhost:" + port);
        assertThat(send(own).statusCode()).isEqualTo(200);
        var proxied = with(sound(), TAGGER)
                .header("Origin", "https://otolex.example")
                .header("Sec-Fetch-Site", "same-origin");
        assertThat(send(proxied).statusCode()).isEqualTo(200);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
