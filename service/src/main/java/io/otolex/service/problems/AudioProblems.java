package io.otolex.service.problems;

import io.otolex.audio.AudioDecodingException;
import java.util.Map;
import java.util.Objects;

/** The one table from why a recording could not be decoded to what its sender is told. */
public final class AudioProblems {

    private static final Map<Class<? extends AudioDecodingException>, ProblemType> TABLE = Map.of(
            AudioDecodingException.Empty.class, ProblemType.NO_AUDIO,
            AudioDecodingException.BeyondEnd.class, ProblemType.INVALID_OPTION,
            AudioDecodingException.UnsupportedFormat.class, ProblemType.UNSUPPORTED_MEDIA,
            AudioDecodingException.Corrupt.class, ProblemType.DECODE_FAILED,
            AudioDecodingException.TooLong.class, ProblemType.AUDIO_TOO_LONG,
            AudioDecodingException.TooExpensive.class, ProblemType.AUDIO_TOO_EXPENSIVE,
            AudioDecodingException.DecoderUnavailable.class, ProblemType.DECODER_UNAVAILABLE);

    private AudioProblems() {}

    public static Problem of(AudioDecodingException reason) {
        if (reason instanceof AudioDecodingException.BeyondEnd) {
            return Problem.invalidOption("start", "start must be within the recording: " + reason.getMessage() + ".");
        }
        return new Problem(typeOf(reason.getClass()), Objects.requireNonNullElse(reason.getMessage(), ""));
    }

    static ProblemType typeOf(Class<? extends AudioDecodingException> reason) {
        return Objects.requireNonNull(TABLE.get(reason), () -> "no problem type for " + reason.getSimpleName());
    }
}
