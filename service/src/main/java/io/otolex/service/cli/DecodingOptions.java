package io.otolex.service.cli;

import io.otolex.service.engine.DecodingSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What decodes recordings: the options that every command with recordings shares. */
final class DecodingOptions {

    @Option(
            names = "--max-duration",
            descriptionKey = "otolex.decoding.max-duration",
            defaultValue = DecodingSettings.DEFAULT_MAX_DURATION,
            description = "Longest recording, such as 90m. Default: ${DEFAULT-VALUE} (otolex.decoding.max-duration)")
    private Duration maxDuration = Duration.ZERO;

    @Option(
            names = "--ffmpeg",
            paramLabel = "EXECUTABLE",
            descriptionKey = "otolex.decoding.ffmpeg",
            description = "FFmpeg 6 or later. Default: the jar's own, unpacked once (otolex.decoding.ffmpeg)")
    private @Nullable Path ffmpeg;

    /** @param processes decoders of short recordings, and as many of long ones; 0 to have it arranged */
    DecodingSettings settings(int processes) {
        return new DecodingSettings(maxDuration, processes, processes, ffmpeg);
    }
}
