package io.otolex.audio.decode;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.AudioDecodingException.Corrupt;
import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.AudioDecodingException.Empty;
import io.otolex.audio.AudioDecodingException.TooExpensive;
import io.otolex.audio.AudioDecodingException.UnsupportedFormat;

/** Reads a decoder's ending: audio, or why not. */
final class Verdict {

    private static final int NOT_STARTED = 126; // and 127: the loader or prlimit failed
    private static final int OUT_OF_MEMORY = 256 - 12; // ffmpeg's exit code for ENOMEM
    private static final int KILLED = 128 + 9; // by the kernel, for processor time or memory: our own kill is "expired"
    private static final int OUT_OF_CPU = 128 + 24;

    private static final int LEAST_RATE_HZ = 4_000;
    private static final int MOST_RATE_HZ = 768_000;

    private Verdict() {}

    /**
     * The facts of a stream that was decoded to its end.
     *
     * <p>A recording that was cut off somewhere ends well here, with the audio that there is.
     */
    static StreamFacts of(DecoderProcess.Ending ending, long samples, DecoderLimits limits)
            throws AudioDecodingException {
        requireAffordable(ending, limits);
        StreamFacts facts = StreamFacts.in(ending.header())
                .orElseThrow(() -> new UnsupportedFormat("no audio in a known format was found; send the bytes of a"
                        + " WAV, MP3, FLAC, Ogg, Opus, WebM, M4A, AIFF or AMR file as they are"));
        if (ending.exitCode() != 0) {
            throw new Corrupt("the " + facts.codec() + " audio cannot be decoded (ffmpeg gave " + ending.exitCode()
                    + " after " + samples + " samples)");
        }
        if (facts.sampleRateHz() < LEAST_RATE_HZ || facts.sampleRateHz() > MOST_RATE_HZ) {
            throw new UnsupportedFormat("a sample rate of " + facts.sampleRateHz() + " Hz is outside " + LEAST_RATE_HZ
                    + " to " + MOST_RATE_HZ + " Hz");
        }
        if (samples == 0) {
            throw new Empty("the " + facts.codec() + " stream holds no sample");
        }
        return facts;
    }

    private static void requireAffordable(DecoderProcess.Ending ending, DecoderLimits limits)
            throws AudioDecodingException {
        int code = ending.exitCode();
        if (ending.expired()) {
            throw new TooExpensive("the decoder kept its reader waiting for more than "
                    + limits.wallClock().toSeconds() + " s");
        }
        if (code == KILLED || code == OUT_OF_CPU) {
            throw new TooExpensive("the decoder was stopped at its limit of "
                    + limits.cpu().toSeconds() + " s of processor time, or for want of memory");
        }
        if (code == OUT_OF_MEMORY) {
            throw new TooExpensive("decoding needs more than " + limits.maxMemoryBytes() + " bytes of memory");
        }
        if (code == NOT_STARTED || code == NOT_STARTED + 1) {
            throw new DecoderUnavailable(
                    "the decoder did not start: " + ending.said().strip());
        }
    }
}
