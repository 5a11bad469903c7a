package io.otolex.spark;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.AudioDecodingException.BeyondEnd;
import io.otolex.audio.AudioDecodingException.Corrupt;
import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.AudioDecodingException.Empty;
import io.otolex.audio.AudioDecodingException.TooExpensive;
import io.otolex.audio.AudioDecodingException.TooLong;
import io.otolex.audio.AudioDecodingException.UnsupportedFormat;
import io.otolex.audio.Spool;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a recording has no tags, by the names that the service and the command line have.
 *
 * @param error such as {@code decode-failed}
 * @param reason in words
 */
record Failure(String error, String reason) {

    private static final Map<Class<? extends Exception>, String> ERRORS = Map.of(
            Empty.class, "no-audio",
            BeyondEnd.class, "invalid-option",
            UnsupportedFormat.class, "unsupported-media",
            Corrupt.class, "decode-failed",
            TooLong.class, "audio-too-long",
            TooExpensive.class, "audio-too-expensive",
            DecoderUnavailable.class, "decoder-unavailable",
            Spool.TooLarge.class, "too-large",
            FileNotFoundException.class, "not-found",
            NoSuchFileException.class, "not-found");

    static final Failure NO_RECORDING = new Failure("no-audio", "there is no path and no content");

    static Failure of(Exception cause) {
        String error = ERRORS.get(cause.getClass());
        boolean ours = cause instanceof AudioDecodingException || cause instanceof Spool.TooLarge;
        return new Failure(error == null ? "internal-error" : error, ours ? said(cause) : cause.toString());
    }

    private static String said(Exception cause) {
        @Nullable String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }
}
