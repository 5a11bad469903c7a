package io.otolex.service.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.audio.AudioDecodingException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AudioProblemsTest {

    static Stream<Class<? extends AudioDecodingException>> reasons() {
        return Arrays.stream(AudioDecodingException.class.getPermittedSubclasses())
                .map(reason -> reason.asSubclass(AudioDecodingException.class));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void everyReasonHasAProblemType(Class<? extends AudioDecodingException> reason) {
        ProblemType type = AudioProblems.typeOf(reason);

        assertThat(type.status()).isBetween(400, 599).isNotEqualTo(500);
    }

    @Test
    void onlyTheDecodersOwnFailureIsNotTheClientsFault() {
        assertThat(reasons().filter(reason -> AudioProblems.typeOf(reason).status() >= 500))
                .containsExactly(AudioDecodingException.DecoderUnavailable.class);
    }

    @Test
    void theReasonIsTold() {
        var problem = AudioProblems.of(new AudioDecodingException.Corrupt("bad frame at byte 12"));

        assertThat(problem.detail()).isEqualTo("bad frame at byte 12");
        assertThat(problem.type()).isEqualTo(ProblemType.DECODE_FAILED);
    }
}
