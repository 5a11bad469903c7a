package io.otolex.service.jobs.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Jobs in rows. Whatever changes one goes through here, and through the row's lock. */
public final class JobStore {

    /*
     * A job ends once: an end is an update of a row that has not ended, by whoever works on it as its present attempt.
     * A worker that was taken for dead, and wakes up while another has begun again, finds that its number is the last
     * one, changes nothing and is told so. Events are numbered under the same lock, in the same transaction.
     */

    private static final String UNFINISHED = "status in ('queued', 'running')";
    private static final String MINE = " where id = :id and status = 'running' and attempt = :attempt";

    private final JobDatabase database;
    private final JobEvents events;

    public JobStore(JobDatabase database) {
        this.database = database;
        this.events = new JobEvents(database);
    }

    /**
     * Enters a job, queued.
     *
     * @throws DuplicateKeyException if its owner has used the idempotency key before
     */
    public Job add(UUID id, JobRequest request, Instant now) {
        insert(id, request, now);
        return changed(id, JobStatus.QUEUED.label());
    }

    private void insert(UUID id, JobRequest request, Instant now) {
        sql("insert into jobs (id, owner, idempotency_key, fingerprint, options, url, audio_bytes, webhook, status,"
                        + " attempt, created_at, scored_s, expected_s, last_event) values (:id, :owner, :key,"
                        + " :fingerprint, :options, :url, :bytes, :webhook, 'queued', 0, :now, 0, :expected, 0)")
                .param("id", id)
                .param("owner", request.owner())
                .param("key", request.idempotencyKey())
                .param("fingerprint", request.fingerprint())
                .param("options", JobRows.options(request))
                .param("url", request.url() == null ? null : request.url().toString())
                .param("bytes", request.audioBytes())
                .param("expected", request.expectedSeconds())
                .param(
                        "webhook",
                        request.webhook() == null ? null : request.webhook().toString())
                .param("now", JobRows.time(now))
                .update();
    }

    public Optional<Job> find(UUID id) {
        return sql("select * from jobs where id = :id")
                .param("id", id)
                .query(JobRows::job)
                .optional();
    }

    /** The job that this key of this owner made. */
    public Optional<Job> find(String owner, String idempotencyKey) {
        return sql("select * from jobs where owner = :owner and idempotency_key = :key")
                .param("owner", owner)
                .param("key", idempotencyKey)
                .query(JobRows::job)
                .optional();
    }

    /** An owner's jobs, newest first. */
    public List<Job> list(JobFilter filter, int limit) {
        return filter.applyTo(database, limit).query(JobRows::job).list();
    }

    public long unfinished() {
        return sql("select count(*) from jobs where " + UNFINISHED)
                .query(Long.class)
                .single();
    }

    /** Seconds of audio that unfinished jobs are expected to have. */
    public double unfinishedSeconds() {
        return sql("select coalesce(sum(expected_s), 0) from jobs where " + UNFINISHED)
                .query(Double.class)
                .single();
    }

    /** Of those of these jobs that have ended, how many seconds were scored. */
    public Map<UUID, Double> scoredByEnded(Set<UUID> ids) {
        var scored = new HashMap<UUID, Double>();
        sql("select id, scored_s from jobs where id in (:ids) and not " + UNFINISHED)
                .param("ids", ids)
                .query(row -> {
                    scored.put(row.getObject("id", UUID.class), row.getDouble("scored_s"));
                });
        return scored;
    }

    public long withStatus(JobStatus status) {
        return sql("select count(*) from jobs where status = :status")
                .param("status", status.label())
                .query(Long.class)
                .single();
    }

    /** Begins a job, or begins it again after its worker died; empty if there is nothing to do. */
    public Optional<Job> begin(UUID id, Instant now) {
        return database.inTransaction(() -> {
            int begun = sql("update jobs set status = 'running', attempt = attempt + 1, started_at = :now, scored_s = 0"
                            + " where id = :id and " + UNFINISHED)
                    .param("now", JobRows.time(now))
                    .param("id", id)
                    .update();
            return begun == 1 ? Optional.of(changed(id, JobStatus.RUNNING.label())) : Optional.empty();
        });
    }

    /** Puts a job back whose worker has to stop; the attempt does not count. */
    public boolean putBack(Job job) {
        return database.inTransaction(() -> {
            int changed = mine("update jobs set status = 'queued', attempt = attempt - 1, scored_s = 0" + MINE, job)
                    .update();
            return announced(changed, job.id(), JobStatus.QUEUED.label());
        });
    }

    /** False if the job is no longer this worker's. */
    public boolean progress(Job job, JobProgress progress) {
        return database.inTransaction(() -> {
            int changed = withProgress(
                            mine("update jobs set scored_s = :scored, duration_s = :duration" + MINE, job), progress)
                    .update();
            return announced(changed, job.id(), JobEvent.PROGRESS);
        });
    }

    /** False if the job is no longer this worker's. */
    public boolean succeed(Job job, double durationSeconds, Instant now) {
        int changed = mine(
                        "update jobs set status = 'succeeded', scored_s = :duration, duration_s = :duration,"
                                + " ended_at = :now" + MINE,
                        job)
                .param("duration", durationSeconds)
                .param("now", JobRows.time(now))
                .update();
        return announced(changed, job.id(), JobStatus.SUCCEEDED.label());
    }

    /** False if the job is no longer this worker's. */
    public boolean fail(Job job, JobFailure failure, Instant now) {
        int changed = mine(
                        "update jobs set status = 'failed', problem_type = :type, problem_detail = :detail,"
                                + " ended_at = :now" + MINE,
                        job)
                .param("type", failure.type())
                .param("detail", failure.detail())
                .param("now", JobRows.time(now))
                .update();
        return announced(changed, job.id(), JobStatus.FAILED.label());
    }

    /** Ends a job whoever works on it; false if it has ended already, or never was. */
    public boolean cancel(UUID id, Instant now) {
        int changed = sql("update jobs set status = 'cancelled', ended_at = :now where id = :id and " + UNFINISHED)
                .param("id", id)
                .param("now", JobRows.time(now))
                .update();
        return announced(changed, id, JobStatus.CANCELLED.label());
    }

    /** Forgets a job that has ended, with all that hangs on it. */
    public boolean delete(UUID id) {
        return sql("delete from jobs where id = :id and not " + UNFINISHED)
                        .param("id", id)
                        .update()
                == 1;
    }

    public int deleteEndedBefore(Instant time) {
        return sql("delete from jobs where ended_at < :time")
                .param("time", JobRows.time(time))
                .update();
    }

    private boolean announced(int changed, UUID id, String event) {
        if (changed == 1) {
            changed(id, event);
        }
        return changed == 1;
    }

    private Job changed(UUID id, String event) {
        events.append(id, event);
        return find(id).orElseThrow();
    }

    private StatementSpec mine(String sql, Job job) {
        return sql(sql).param("id", job.id()).param("attempt", job.attempt());
    }

    private static StatementSpec withProgress(StatementSpec sql, JobProgress progress) {
        var duration = progress.durationSeconds();
        return sql.param("scored", progress.scoredSeconds())
                .param("duration", duration.isPresent() ? duration.getAsDouble() : null);
    }

    private StatementSpec sql(String sql) {
        return database.sql().sql(sql);
    }
}
