package io.otolex.service.engine;

import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.decode.DecoderLimits;
import io.otolex.audio.decode.Ffmpeg;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What decodes recordings, and what one may cost.
 *
 * @param maxDuration of a recording; a longer one is refused after having been decoded and scored up to here
 * @param concurrent recordings of up to a minute that are decoded at once, in processes that take up to 60 MB each; 0 is
 *     four for each processor
 * @param concurrentLong longer ones, which have places of their own so that short ones never wait for them; 0 is one for
 *     each processor and one for a job, which keeps its place for as long as it runs
 * @param ffmpeg an executable of FFmpeg 6 or later; the jar's own if not given, which is unpacked (66 MB) into the home
 *     directory at the first start and thus wants one that is writable and may hold programs
 */
@Validated
@ConfigurationProperties("otolex.decoding")
public record DecodingSettings(
        @NotNull @DefaultValue(DEFAULT_MAX_DURATION) Duration maxDuration,
        @PositiveOrZero @DefaultValue("0") int concurrent,
        @PositiveOrZero @DefaultValue("0") int concurrentLong,
        @Nullable Path ffmpeg) {

    public static final String DEFAULT_MAX_DURATION = "4h";

    public DecodingSettings {
        if (maxDuration.toSeconds() < 1) {
            throw new IllegalArgumentException("otolex.decoding.max-duration must be at least 1 s");
        }
    }

    /** The decoder, which has run once. */
    Ffmpeg decoder() throws DecoderUnavailable {
        return ffmpeg == null ? Ffmpeg.bundled() : Ffmpeg.at(ffmpeg);
    }

    /** What the decoder is held to; it has a process for everybody who has a place. */
    DecoderLimits limits() {
        DecoderLimits limits = DecoderLimits.DEFAULT;
        return new DecoderLimits(
                maxDuration,
                limits.wallClock(),
                limits.cpu(),
                limits.maxMemoryBytes(),
                shortPlaces() + longPlaces(),
                limits.maxQueueing());
    }

    int shortPlaces() {
        return concurrent > 0 ? concurrent : 4 * Runtime.getRuntime().availableProcessors();
    }

    int longPlaces() {
        return concurrentLong > 0 ? concurrentLong : 1 + Runtime.getRuntime().availableProcessors();
    }
}
