package io.otolex.service.jobs.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Recordings in the jobs' database, in rows, up to a limit for all of them together. */
public final class DatabaseAudioStore implements AudioStore {

    /*
     * Room is taken before the first row is written, in a transaction of its own: the counter's lock is held for a
     * moment, not for an upload. Whoever dies in between leaves a reservation without a job, which is swept.
     */

    private final JobDatabase database;
    private final PartRows parts;
    private final long maxBytes;
    private final Clock clock;

    public DatabaseAudioStore(JobDatabase database, long maxBytes, Clock clock) {
        this.database = database;
        this.parts = new PartRows(database, "job_audio_parts");
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    @Override
    public boolean hasRoom(long bytes) {
        return database.sql()
                        .sql("select count(*) from job_audio_space where bytes + :more <= :limit")
                        .param("more", bytes)
                        .param("limit", maxBytes)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    @Override
    public boolean store(UUID job, Path recording) throws IOException {
        if (!database.inTransaction(() -> reserve(job, size(recording)))) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(recording)) {
            parts.write(job, bytes);
            return true;
        } catch (IOException | RuntimeException e) {
            delete(job);
            throw e;
        }
    }

    private boolean reserve(UUID job, long bytes) {
        int taken = database.sql()
                .sql("update job_audio_space set bytes = bytes + :more where bytes + :more <= :limit")
                .param("more", bytes)
                .param("limit", maxBytes)
                .update();
        if (taken == 1) {
            database.sql()
                    .sql("insert into job_audio (job_id, bytes, stored_at) values (:job, :bytes, :now)")
                    .param("job", job)
                    .param("bytes", bytes)
                    .param("now", JobRows.time(clock.instant()))
                    .update();
        }
        return taken == 1;
    }

    @Override
    public boolean fetch(UUID job, Path target) throws IOException {
        try (OutputStream file = Files.newOutputStream(target)) {
            return parts.read(job, file);
        }
    }

    @Override
    public void delete(UUID job) {
        database.inTransaction(() -> {
            List<Long> bytes = database.sql()
                    .sql("select bytes from job_audio where job_id = :job for update")
                    .param("job", job)
                    .query(Long.class)
                    .list();
            bytes.forEach(size -> giveBack(job, size));
            return bytes.size();
        });
    }

    private void giveBack(UUID job, long bytes) {
        int deleted = database.sql()
                .sql("delete from job_audio where job_id = :job")
                .param("job", job)
                .update();
        database.sql()
                .sql("update job_audio_space set bytes = bytes - :less")
                .param("less", deleted * bytes)
                .update();
    }

    @Override
    public int deleteStoredBefore(Instant time) {
        return deleteAll("select job_id from job_audio where stored_at < :time", time);
    }

    @Override
    public int deleteOrphansBefore(Instant time) {
        return deleteAll(
                "select job_id from job_audio where stored_at < :time"
                        + " and not exists (select 1 from jobs where jobs.id = job_audio.job_id)",
                time);
    }

    private int deleteAll(String query, Instant time) {
        List<UUID> jobs = database.sql()
                .sql(query)
                .param("time", JobRows.time(time))
                .query((row, i) -> row.getObject(1, UUID.class))
                .list();
        jobs.forEach(this::delete);
        return jobs.size();
    }

    private static long size(Path recording) {
        return recording.toFile().length();
    }
}
