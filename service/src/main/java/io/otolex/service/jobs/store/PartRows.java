package io.otolex.service.jobs.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;

/** A long run of bytes as rows of 1 MiB, the most that one row of H2 takes. */
final class PartRows {

    private static final int PART_BYTES = 1 << 20;

    private final JobDatabase database;
    private final String table;

    /** @param table with the columns {@code job_id}, {@code part} and {@code content} */
    PartRows(JobDatabase database, String table) {
        this.database = database;
        this.table = table;
    }

    void write(UUID job, InputStream bytes) throws IOException {
        int part = 0;
        for (byte[] content = bytes.readNBytes(PART_BYTES);
                content.length > 0;
                content = bytes.readNBytes(PART_BYTES)) {
            database.sql()
                    .sql("insert into " + table + " (job_id, part, content) values (:job, :part, :content)")
                    .param("job", job)
                    .param("part", part)
                    .param("content", content)
                    .update();
            part++;
        }
    }

    /** One row in memory at a time; false if there is none. */
    boolean read(UUID job, OutputStream sink) throws IOException {
        int part = 0;
        for (Optional<byte[]> row = row(job, part); row.isPresent(); row = row(job, part)) {
            sink.write(row.get());
            part++;
        }
        return part > 0;
    }

    private Optional<byte[]> row(UUID job, int part) {
        return database.sql()
                .sql("select content from " + table + " where job_id = :job and part = :part")
                .param("job", job)
                .param("part", part)
                .query((row, i) -> row.getBytes(1))
                .optional();
    }
}
