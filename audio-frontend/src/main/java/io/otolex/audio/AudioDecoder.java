package io.otolex.audio;

import java.nio.file.Path;

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

    /** Starts decoding all of it. */
    default DecodedAudio open(Path spool) throws AudioDecodingException {
        return open(spool, Excerpt.WHOLE);
    }
}
