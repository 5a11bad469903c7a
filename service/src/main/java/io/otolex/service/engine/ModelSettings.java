package io.otolex.service.engine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which model, and how it runs.
 *
 * @param source {@code embedded}, a local checkpoint, a URL, or {@code hf://owner/name} for a pinned published one
 * @param cache where imported models are kept; some hundred MB for a large one
 * @param precision {@code auto}, {@code float32} or {@code bfloat16}: what the inside of the model computes in.
 *     bfloat16 halves the time where the hardware multiplies it, and moves scores by some 1e-2
 * @param threads that score one batch together; 0 means one for each processor. Less leaves processors for decoding
 */
@Validated
@ConfigurationProperties("otolex.model")
public record ModelSettings(
        @NotBlank @DefaultValue(DEFAULT_SOURCE) String source,
        @NotNull @DefaultValue(DEFAULT_CACHE) Path cache,
        @NotBlank @DefaultValue(DEFAULT_PRECISION) String precision,
        @PositiveOrZero @DefaultValue("0") int threads) {

    public static final String DEFAULT_SOURCE = "embedded";
    public static final String DEFAULT_CACHE = "${user.home}/.cache/otolex";
    public static final String DEFAULT_PRECISION = "auto";
}
