package io.otolex.service.jobs.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as it stands.
 *
 * @param attempt how often it was begun: more than once if a worker died over it. Whoever works on it must know the
 *     present number, so that a worker that was taken for dead cannot speak any more
 */
public record Job(
        UUID id,
        JobRequest request,
        JobStatus status,
        int attempt,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        JobProgress progress,
        Optional<JobFailure> failure) {}
