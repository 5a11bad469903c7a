package io.otolex.service.cache;

import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many answers are kept.
 *
 * @param maxWindows windows of all recordings whose answers are kept, the least used of which go first; each takes up to
 *     some 10 kB of memory with a timeline, much less without. 0 keeps nothing
 */
@Validated
@ConfigurationProperties("otolex.cache")
public record CacheSettings(
        @PositiveOrZero @DefaultValue("10000") int maxWindows) {}
