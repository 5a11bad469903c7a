package io.otolex.audio;

import java.time.Duration;

/** Why a recording could not become PCM. Sealed, so that every surface (HTTP, CLI) maps every reason. */
public abstract sealed class AudioDecodingException extends Exception {

    private static final long serialVersionUID = 1L;

    private AudioDecodingException(String message) {
        super(message);
    }

    /** There is no byte, or no sample. */
    public static final class Empty extends AudioDecodingException {
        private static final long serialVersionUID = 1L;

        public Empty(String message) {
            super(message);
        }
    }

    /** There are samples, but none in the part that was asked for. */
    public static final class BeyondEnd extends AudioDecodingException {
        private static final long serialVersionUID = 1L;

        /** @param startSeconds of that part */
        public BeyondEnd(double startSeconds) {
            super("the recording ends before its part from " + startSeconds + " s on begins");
        }
    }

    /** The bytes are no audio container that is read here. */
    public static final class UnsupportedFormat extends AudioDecodingException {
        private static final long serialVersionUID = 1L;

        public UnsupportedFormat(String message) {
            super(message);
        }
    }

    /** A known container whose content cannot be decoded. */
    public static final class Corrupt extends AudioDecodingException {
        private static final long serialVersionUID = 1L;

        public Corrupt(String message) {
            super(message);
        }
    }

    /** The recording goes on beyond the limit. */
    public static final class TooLong extends AudioDecodingException {
        private static final long serialVersionUID = 1L;
        private final transient Duration limit;

        public TooLong(Duration limit) {
            super("the recording is longer than " + limit.toSeconds() + " s");
            this.limit = limit;
        }

        public Duration limit() {
            return limit;
        }
    }

    /** Decoding took more time or memory than one upload may take. */
    public static final class TooExpensive extends AudioDecodingException {
        private static final long serialVersionUID = 1L;

        public TooExpensive(String message) {
            super(message);
        }
    }

    /** Not the client's fault: the decoder itself could not run. */
    public static final class DecoderUnavailable extends AudioDecodingException {
        private static final long serialVersionUID = 1L;

        public DecoderUnavailable(String message) {
            super(message);
        }
    }
}
