package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otolex.service.security.KeySecret;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"logging.level.org.springframework.security=TRACE", "logging.level.io.otolex=TRACE"})
class CredentialsTest extends SecuredService {

    @Test
    void withoutCredentialsOneIsToldHowToShowThem() throws Exception {
        var refused = send(sound());

        assertProblem(refused, 401, "unauthenticated");
        assertThat(challenge(refused)).startsWith("Bearer").contains("realm=\"otolex\"");
        await().untilAsserted(() -> assertThat(uploadsOnDisk()).isZero()); // after the answer
    }

    @Test
    void aKeyOpensWhatItsScopeNames() throws Exception {
        assertThat(send(with(sound(), TAGGER)).statusCode()).isEqualTo(200);
        assertThat(send(sound().header("X-API-Key", TAGGER.reveal())).statusCode())
                .isEqualTo(200);
        assertThat(send(with(request("/v1/models"), JOBBER)).statusCode()).isEqualTo(200);
        assertThat(send(with(request("/actuator/prometheus"), OPERATOR)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aKeyOpensNothingElse() throws Exception {
        var refused = send(with(sound(), JOBBER));
        assertProblem(refused, 403, "forbidden");
        assertThat(challenge(refused)).contains("insufficient_scope");
        assertProblem(send(with(request("/actuator/prometheus"), TAGGER)), 403, "forbidden");
        assertProblem(send(with(request("/v1/jobs"), TAGGER)), 403, "forbidden");
        assertProblem(send(request("/actuator/prometheus")), 401, "unauthenticated");
        assertProblem(send(request("/v1/models")), 401, "unauthenticated");
        assertProblem(send(request("/no/such/thing")), 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hf/audio-classification", "/v2/models/fake/infer"})
    void doorsOfOtherProtocolsAskForTheSameScopeInTheirOwnWords(String door) throws Exception {
        OpenInferenceTest.assertError(send(posted(door)), 401, "Authorization");
        OpenInferenceTest.assertError(send(with(posted(door), JOBBER)), 403, "scope");
        assertThat(send(with(posted(door), TAGGER)).statusCode()).isIn(200, 400);
        OpenInferenceTest.assertError(send(request("/v2/models/fake")), 401, "Authorization");
        assertThat(send(with(request("/v2/models/fake"), TAGGER)).statusCode()).isEqualTo(200);
    }

    private HttpRequest.Builder posted(String door) {
        return request(door).POST(BodyPublishers.ofString("sound"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/readiness",
                "/problems/not-found",
                "/v2/health/live",
                "/v2/health/ready"
            })
    void someThingsAreForEverybody(String path) throws Exception {
        assertThat(send(request(path)).statusCode()).isNotIn(401, 403);
    }

    @Test
    void wrongKeysAreRefusedAlikeWhateverIsWrongWithThem() throws Exception {
        String unknown = KeySecret.create(new SecureRandom()).reveal();
        String nearly = TAGGER.reveal().substring(0, TAGGER.reveal().length() - 1) + "!";

        for (String wrong : List.of(unknown, "hunter2", nearly, "a".repeat(6000))) {
            var refused = send(bearing(sound(), wrong));
            assertProblem(refused, 401, "unauthenticated");
            assertThat(challenge(refused)).contains("invalid_token");
            assertThat(refused.body()).doesNotContain(wrong);
        }
        assertThat(send(request("/v1/tags?access_token=" + TAGGER.reveal())).statusCode())
                .as("never from the address")
                .isEqualTo(401);
        assertThat(send(sound().header("Authorization", "Basic dXNlcjpwYXNz")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSignedTokenIsGoodForItsScopes() throws Exception {
        String token = ISSUER.token(claims -> claims);

        assertThat(send(bearing(sound(), token)).statusCode()).isEqualTo(200);
        assertProblem(send(bearing(request("/actuator/prometheus"), token)), 403, "forbidden");
        String list = ISSUER.token(claims -> claims.claim("scope", null).claim("scp", List.of("metrics", "tag")));
        assertThat(send(bearing(request("/actuator/prometheus"), list)).statusCode())
                .isEqualTo(200);
        String access = ISSUER.token(ISSUER.key(), "at+jwt", claims -> claims);
        assertThat(send(bearing(sound(), access)).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenThatIsNotExactlyRightIsRefused() throws Exception {
        for (String wrong : List.of(
                ISSUER.token(
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))),
                ISSUER.token(claims -> claims.expirationTime(null)),
                ISSUER.token(
                        claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(300)))),
                ISSUER.token(claims -> claims.audience("somebody-else")),
                ISSUER.token(claims -> claims.audience((String) null)),
                ISSUER.token(claims -> claims.issuer("https://elsewhere.example")),
                ISSUER.token(Issuer.newKey(), "JWT", claims -> claims),
                ISSUER.token(ISSUER.key(), "logout+jwt", claims -> claims),
                unsigned(),
                "eyJ.eyJ.eyJ")) {
            assertProblem(send(bearing(sound(), wrong)), 401, "unauthenticated");
        }
    }

    @Test
    void noKeyAndNoTokenIsEverLogged(CapturedOutput log) throws Exception {
        String unknown = KeySecret.create(new SecureRandom()).reveal();
        String token = ISSUER.token(claims -> claims);
        String wrong = ISSUER.token(Issuer.newKey(), "JWT", claims -> claims);

        send(with(sound(), TAGGER));
        send(sound().header("X-API-Key", TAGGER.reveal()));
        send(with(request("/v1/jobs"), TAGGER));
        send(bearing(sound(), unknown));
        send(bearing(sound(), token));
        send(bearing(sound(), wrong));

        assertThat(log.getAll()).as("the log is captured").contains("SecurityFilterChain");
        assertThat(log.getAll()).doesNotContain(TAGGER.reveal(), unknown, token, wrong);
    }

    private static String unsigned() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String claims = "{\"iss\":\"%s\",\"sub\":\"x\",\"aud\":\"otolex\",\"exp\":%d,\"scope\":\"tag\"}"
                .formatted(ISSUER.uri(), Instant.now().plusSeconds(300).getEpochSecond());
        return base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".";
    }
}
