package io.otolex.audio.decode;

import java.util.List;

/**
 * What a decoder complained about while it went on.
 *
 * @param truncated something was announced that the file ends before
 * @param corrupt something was there that could not be decoded
 */
record Damage(boolean truncated, boolean corrupt) {

    static final Damage NONE = new Damage(false, false);

    /*
     * Phrases of FFmpeg's own, constant in its source, at its level "error". Not every error is one of the recording: an
     * intact WebM of Opus makes its parser complain once. So these are sought, and others are not.
     */

    private static final List<String> TRUNCATION =
            List.of("partial file", "File ended prematurely", "incomplete frame", "Invalid PCM packet");

    private static final List<String> CORRUPTION = List.of(
            "Error submitting packet to decoder",
            "Decoding error",
            "Error during demuxing",
            "CRC mismatch",
            "CRC error",
            "error decoding the audio block",
            "exceeds max length",
            "exceeds containing master element");

    static Damage in(String line) {
        return new Damage(
                TRUNCATION.stream().anyMatch(line::contains),
                CORRUPTION.stream().anyMatch(line::contains));
    }

    Damage and(Damage more) {
        return new Damage(truncated || more.truncated, corrupt || more.corrupt);
    }

    /** Samples that are stored as they are decode to something in any case; the one at the cut is not whole. */
    Damage of(StreamFacts facts) {
        return facts.codec().startsWith("pcm_") ? new Damage(truncated, false) : this;
    }
}
