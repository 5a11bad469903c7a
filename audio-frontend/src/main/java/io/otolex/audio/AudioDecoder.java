package io.otolex.audio;

import java.nio.file.Path;
import java.util.OptionalDouble;

/** Turns a spooled upload into mono PCM, whatever its container and codec. Thread-safe. */
@FunctionalInterface
public interface AudioDecoder {

    /**
     * Starts decoding.
     *
     * @param spool a regular file that nobody changes meanwhile; its name means nothing
     * @param excerpt the part of the recording to decode
     * @throws AudioDecodingException if it is seen at once that this is not audio
     */
    DecodedAudio open(Path spool, Excerpt excerpt) throws AudioDecodingException;

    /**
     * How long a recording says that it is, in seconds, without decoding it. Nobody vouches for that: it may be wrong,
     * and is empty for what is no recording, or says nothing.
     */
    default OptionalDouble statedSeconds(Path spool) {
        return OptionalDouble.empty();
    }

    /** Starts decoding all of it. */
    default DecodedAudio open(Path spool) throws AudioDecodingException {
        return open(spool, Excerpt.WHOLE);
    }
}
