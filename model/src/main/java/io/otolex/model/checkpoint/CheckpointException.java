package io.otolex.model.checkpoint;

import java.io.IOException;

/** A file that is not a checkpoint this program can use; the message says what is wrong, and all of it. */
public final class CheckpointException extends IOException {

    private static final long serialVersionUID = 1L;

    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
