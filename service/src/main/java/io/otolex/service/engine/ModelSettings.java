package io.otolex.service.engine;

import io.otolex.model.inference.ModelStore;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which model, and how it runs.
 *
 * @param source {@code embedded}, a local checkpoint, a URL, or {@code hf://owner/name} for a pinned published one
 * @param cache where checkpoints and compiled programs are kept, some hundred MB for a large one; the user's cache
 *     folder if not given
 * @param precision {@code float32}, {@code bfloat16} or {@code auto}: what the inside of the model computes in. float32
 *     gives the same scores on every machine; bfloat16 halves the time where the processor multiplies it, and moves
 *     scores by some 1e-2; auto takes bfloat16 where the processor has instructions for it
 * @param threads that score one batch together, on a CPU; as many batches are scored side by side as there are
 *     processors for them. 0 means one, which scores most windows a second; more shorten the answer to a lone request
 * @param device {@code cpu}, {@code gpu} for all GPUs side by side, {@code gpu:N} for one, or {@code auto}: all GPUs, or
 *     the CPU if there is none. A GPU that is asked for and not there ends the start
 */
@Validated
@ConfigurationProperties("otolex.model")
public record ModelSettings(
        @NotBlank @DefaultValue(DEFAULT_SOURCE) String source,
        @Nullable Path cache,
        @NotBlank @DefaultValue(DEFAULT_PRECISION) String precision,
        @PositiveOrZero @DefaultValue("0") int threads,
        @NotBlank @DefaultValue(DEFAULT_DEVICE) String device) {

    public static final String DEFAULT_SOURCE = "embedded";
    public static final String DEFAULT_PRECISION = "float32";
    public static final String DEFAULT_DEVICE = "auto";

    public ModelSettings withSource(String other) {
        return new ModelSettings(other, cache, precision, threads, device);
    }

    public ModelStore store() {
        return cache == null ? ModelStore.inUserCache() : ModelStore.at(cache);
    }
}
