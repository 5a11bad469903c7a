package io.otolex.service.uploads;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How uploads are kept while they are worked on.
 *
 * @param directory where this process makes its private folder. On a disk, not in memory, unless the memory is there:
 *     each request in flight may hold a file of {@code maxSize}; the system's temporary folder if not given
 * @param maxSize of one upload, in bytes. Times the server's threads, it is the most disk that uploads can take
 */
@Validated
@ConfigurationProperties("otolex.upload")
record UploadSettings(
        @Nullable Path directory,
        @NotNull @DefaultValue("256MB") DataSize maxSize) {

    UploadSettings {
        if (maxSize.toBytes() <= 0) {
            throw new IllegalArgumentException("otolex.upload.max-size must be positive, was " + maxSize);
        }
    }

    /** Absolute, because the container takes a relative one to lie in its own work folder. */
    Path parent() {
        return Path.of(directory == null ? System.getProperty("java.io.tmpdir") : directory.toString())
                .toAbsolutePath();
    }
}
