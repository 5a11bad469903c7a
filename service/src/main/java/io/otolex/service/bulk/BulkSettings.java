package io.otolex.service.bulk;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where rows go.
 *
 * @param output folder of all shards
 * @param resume whether it may hold rows already
 * @param parallel recordings at once, each with a decoder's process (up to 60 MB) and a few MB here
 * @param partRows in a part; parts of few rows make many small files
 * @param partTime that a part stays open: what is lost if the machine dies
 */
public record BulkSettings(
        Path output, RowFormat format, Shard shard, boolean resume, int parallel, int partRows, Duration partTime) {

    public BulkSettings {
        if (parallel < 1 || partRows < 1 || partTime.isNegative()) {
            throw new IllegalArgumentException("parallel and rows of a part must be at least 1");
        }
    }
}
