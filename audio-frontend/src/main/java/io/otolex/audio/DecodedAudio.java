package io.otolex.audio;

import java.util.Optional;

/**
 * A recording while it is being decoded: mono PCM at the front end's rate, read once, from start to end.
 *
 * <p>Not thread-safe. Closing it early ends the decoder.
 */
public interface DecodedAudio extends AutoCloseable {

    /**
     * Reads samples until {@code buffer} is full or the recording ends.
     *
     * @return how many samples were written, less than the buffer's length only at the end
     */
    int read(float[] buffer) throws AudioDecodingException;

    /** The facts of the input, once {@link #read} has reached the end. */
    Optional<InputReport> report();

    @Override
    void close();
}
