package io.otolex.audio.decode;

import io.otolex.audio.Excerpt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.stream.Stream;

/** How ffmpeg is told to decode a part of a recording, and nothing else. */
final class Cut {

    /*
     * |……………………|seek   |start         end|
     *               run-up
     *
     * Before decoding, the demuxer goes to a little before the start; what comes up to the start is decoded and thrown
     * away. Codecs need that run-up: an MP3 frame borrows bits of those before it, AAC and Opus overlap with them.
     */

    /** More than any codec looks back. */
    private static final double RUN_UP_SECONDS = 1;

    private final double seek;
    private final double skip;
    private final double length;

    /**
     * Cuts one recording.
     *
     * @param maySeek whether the demuxer can be trusted to go to the start; all is decoded from the beginning otherwise
     * @param maxDuration what is decoded at most, and a second, so that a recording that goes on is seen to
     */
    Cut(Excerpt excerpt, boolean maySeek, Duration maxDuration) {
        seek = maySeek ? Math.max(0, excerpt.startSeconds() - RUN_UP_SECONDS) : 0;
        skip = excerpt.startSeconds() - seek;
        length = Math.min(excerpt.seconds(), maxDuration.toSeconds() + 1.0);
    }

    /** Options of the input. */
    Stream<String> beforeDecoding() {
        return seek > 0 ? Stream.of("-ss", seconds(seek)) : Stream.empty();
    }

    /** Options of the output. */
    Stream<String> afterDecoding() {
        Stream<String> from = skip > 0 ? Stream.of("-ss", seconds(skip)) : Stream.empty();
        return Stream.concat(from, Stream.of("-t", seconds(length)));
    }

    /** To the microsecond, ffmpeg's own grain; never in powers of ten. */
    private static String seconds(double seconds) {
        return BigDecimal.valueOf(seconds)
                .setScale(6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
