package io.otolex.service.jobs;

import io.otolex.service.jobs.store.AudioStore;
import io.otolex.service.jobs.store.Job;
import io.otolex.service.jobs.store.JobDatabase;
import io.otolex.service.jobs.store.JobRequest;
import io.otolex.service.jobs.store.JobStore;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import io.otolex.service.uploads.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;

/** Takes jobs in: once for each idempotency key, and only as many as may wait. */
final class JobSubmissions {

    /*
     * The audio is stored first, then the job and its task appear in one transaction. Two requests with one key may
     * both store audio; the table lets one of them in, and the other deletes what it stored and is given the first
     * one's job.
     */

    private final JobDatabase database;
    private final JobStore jobs;
    private final AudioStore audio;
    private final JobTasks tasks;
    private final JobSchedulers schedulers;
    private final JobRoom room;
    private final Clock clock;

    JobSubmissions(
            JobDatabase database,
            JobStore jobs,
            AudioStore audio,
            JobTasks tasks,
            JobSchedulers schedulers,
            JobRoom room,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.audio = audio;
        this.tasks = tasks;
        this.schedulers = schedulers;
        this.room = room;
        this.clock = clock;
    }

    /**
     * A job that was taken in.
     *
     * @param isNew false if an earlier request with the same key made it
     */
    record Submitted(Job job, boolean isNew) {}

    Submitted submit(JobRequest request, Optional<Upload> recording) {
        Optional<Job> earlier = earlier(request);
        if (earlier.isPresent()) {
            return same(earlier.get(), request);
        }
        room.requireFor(request);
        var id = UUID.randomUUID();
        recording.ifPresent(upload -> store(id, upload));
        Optional<Job> added = added(id, request);
        return added.isPresent()
                ? new Submitted(added.get(), true)
                : same(earlier(request).orElseThrow(), request);
    }

    private Optional<Job> earlier(JobRequest request) {
        String key = request.idempotencyKey();
        return key == null ? Optional.empty() : jobs.find(request.owner(), key);
    }

    private static Submitted same(Job job, JobRequest request) {
        if (!job.request().fingerprint().equals(request.fingerprint())) {
            throw new Problem(
                            ProblemType.IDEMPOTENCY_KEY_REUSED,
                            "Another recording or other options came with this Idempotency-Key before; use a new key.")
                    .asException();
        }
        return new Submitted(job, false);
    }

    private void store(UUID id, Upload recording) {
        try {
            if (!audio.store(id, recording.path())) {
                throw JobRoom.noBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty if another request with the same key was faster. */
    private Optional<Job> added(UUID id, JobRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            Job added = database.inTransaction(() -> {
                tasks.tag(id, now);
                return jobs.add(id, request, now);
            });
            schedulers.jobAdded();
            return Optional.of(added);
        } catch (DuplicateKeyException keyIsUsed) {
            audio.delete(id);
            return Optional.empty();
        }
    }
}
