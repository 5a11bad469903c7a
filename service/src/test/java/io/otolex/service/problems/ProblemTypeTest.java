package io.otolex.service.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

    @Test
    void namesAreStable() {
        assertThat(Arrays.stream(ProblemType.values()).map(type -> type.status() + " " + type.uri()))
                .containsExactly(
                        "400 /problems/malformed-request",
                        "400 /problems/invalid-option",
                        "400 /problems/empty-body",
                        "400 /problems/incomplete-body",
                        "400 /problems/malformed-multipart",
                        "400 /problems/missing-file",
                        "400 /problems/too-many-files",
                        "401 /problems/unauthenticated",
                        "403 /problems/forbidden",
                        "404 /problems/not-found",
                        "405 /problems/method-not-allowed",
                        "406 /problems/not-acceptable",
                        "409 /problems/no-result",
                        "408 /problems/upload-timeout",
                        "413 /problems/too-large",
                        "415 /problems/unsupported-media",
                        "422 /problems/no-audio",
                        "422 /problems/decode-failed",
                        "422 /problems/audio-too-long",
                        "422 /problems/audio-too-expensive",
                        "422 /problems/url-refused",
                        "422 /problems/fetch-failed",
                        "422 /problems/idempotency-key-reused",
                        "429 /problems/quota-exceeded",
                        "500 /problems/internal-error",
                        "503 /problems/overloaded",
                        "504 /problems/deadline-exceeded",
                        "503 /problems/decoder-unavailable",
                        "503 /problems/issuer-unavailable",
                        "503 /problems/jobs-unavailable",
                        "503 /problems/storage-unavailable",
                        "507 /problems/audio-store-full");
    }

    @ParameterizedTest
    @EnumSource
    void aClientsFaultIsNeverCountedAsOurs(ProblemType type) {
        boolean faulty = type.status() < 500 && type != ProblemType.QUOTA_EXCEEDED;
        assertThat(type.outcome() == Outcome.BAD_INPUT).isEqualTo(faulty);
    }

    @Test
    void aBareStatusFindsItsType() {
        assertThat(ProblemType.ofStatus(404)).isEqualTo(ProblemType.NOT_FOUND);
        assertThat(ProblemType.ofStatus(418)).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(ProblemType.ofStatus(502)).isEqualTo(ProblemType.INTERNAL_ERROR);
    }
}
