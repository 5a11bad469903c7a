package io.otolex.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final String HASH = "sha256:" + "a".repeat(64);
    private final KeySecret secret = KeySecret.create(new SecureRandom());

    @Test
    void aLineHoldsEverythingButTheSecret() {
        var key = ApiKey.of("alice", secret, Set.of(Scope.JOBS, Scope.TAG), Optional.of(Duration.ofHours(10)));

        assertThat(key.line()).isEqualTo("alice sha256:" + secret.sha256() + " tag,jobs 36000s");
        assertThat(ApiKey.parse(key.line())).isEqualTo(key);
        assertThat(key.line() + key).doesNotContain(secret.reveal());
    }

    @Test
    void theSecretIsFoundByItsHashAndPrintsNothing() {
        ApiKey key = ApiKey.of("alice", secret, Set.of(Scope.TAG), Optional.empty());
        ApiKeys keys = ApiKeys.parse(List.of("# the team", "", key.line()));

        assertThat(keys.of(secret)).contains(key);
        assertThat(keys.of(KeySecret.create(new SecureRandom()))).isEmpty();
        assertThat(KeySecret.of(secret.reveal()).orElseThrow().sha256()).isEqualTo(secret.sha256());
        assertThat(secret).hasToString("otolex_…");
    }

    @Test
    void theHashIsSha256AsEverybodyComputesIt() {
        // printf otolex_ + 43 times A | sha256sum
        assertThat(KeySecret.of("otolex_" + "A".repeat(43)).orElseThrow().sha256())
                .isEqualTo("e83a57ba7d88a8aa93269094ef2b970fbc10a01130b40ca8b09fa4870c2c9cd7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hunter2", "otolex_short", "otolex_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=", "eyJ.eyJ.x"
            })
    void whatDoesNotLookLikeAKeyIsNoKey(String presented) {
        assertThat(KeySecret.of(presented)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "alice hunter2 tag",
                "alice sha256:hunter2 tag",
                "alice HASH",
                "alice HASH hunter2",
                "alice HASH tag hunter2",
                "alice HASH tag 0s",
                "alice HASH tag -5s",
                "alice HASH tag 1h hunter2",
                "hunter2! HASH tag"
            })
    void aBadLineIsRefusedByItsNumberAndNeverRepeated(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKeys.parse(List.of("# comment", line.replace("HASH", HASH))))
                .withMessageStartingWith("line 2: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void aNameAndAKeyBelongToOneAnother() {
        String other = "sha256:" + "b".repeat(64);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKeys.parse(List.of("a " + HASH + " tag", "a " + other + " tag")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKeys.parse(List.of("a " + HASH + " tag", "b " + HASH + " tag")));
    }
}
