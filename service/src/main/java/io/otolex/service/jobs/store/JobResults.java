package io.otolex.service.jobs.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Answers of jobs: JSON, compressed, since a long timeline repeats itself. */
public final class JobResults {

    private final PartRows rows;

    public JobResults(JobDatabase database) {
        this.rows = new PartRows(database, "job_results");
    }

    /** Within the transaction that ends the job. */
    public void write(UUID job, byte[] json) {
        try {
            var compressed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(compressed)) {
                gzip.write(json);
            }
            rows.write(job, new ByteArrayInputStream(compressed.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<byte[]> read(UUID job) {
        try {
            var compressed = new ByteArrayOutputStream();
            if (!rows.read(job, compressed)) {
                return Optional.empty();
            }
            try (var json = new GZIPInputStream(new ByteArrayInputStream(compressed.toByteArray()))) {
                return Optional.of(json.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
