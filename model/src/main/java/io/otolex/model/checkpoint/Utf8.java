package io.otolex.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text of a foreign file: malformed bytes are an error, not a replacement character. */
final class Utf8 {

    private Utf8() {}

    static String decode(ByteBuffer bytes) throws CheckpointException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CheckpointException("the file's text is not UTF-8", e);
        }
    }
}
