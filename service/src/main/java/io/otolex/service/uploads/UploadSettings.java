package io.otolex.service.uploads;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How uploads are kept while they are worked on.
 *
 * @param directory where this process makes its private folder. On a disk, not in memory, unless the memory is there:
 *     each request in flight may hold a file of {@code maxSize}
 * @param maxSize of one upload, in bytes. Times the server's threads, it is the most disk that uploads can take
 */
@Validated
@ConfigurationProperties("otolex.upload")
record UploadSettings(
        @NotNull @DefaultValue("${java.io.tmpdir}") Path directory,
        @NotNull @DefaultValue("256MB") DataSize maxSize) {

    UploadSettings {
        if (maxSize.toBytes() <= 0) {
            throw new IllegalArgumentException("otolex.upload.max-size must be positive, was " + maxSize);
        }
    }
}
