package io.otolex.service.jobs;

import io.otolex.model.inference.Budget;
import io.otolex.model.tagging.Progress;
import io.otolex.service.jobs.store.Job;
import io.otolex.service.jobs.store.JobProgress;
import io.otolex.service.jobs.store.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/** Writes down how far a job has come, once a second at most. Used by the thread that works on it. */
final class ProgressRows implements Progress {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final JobStore jobs;
    private final Job job;
    private final Budget budget;
    private final OptionalDouble stated;
    private final Clock clock;
    private Instant next = Instant.MIN;
    private double furthest;

    /** @param stated seconds of audio to be scored in all, if the recording says so; it may be wrong */
    ProgressRows(JobStore jobs, Job job, Budget budget, OptionalDouble stated, Clock clock) {
        this.jobs = jobs;
        this.job = job;
        this.budget = budget;
        this.stated = stated;
        this.clock = clock;
    }

    @Override
    public void scored(double secondsOfAudio) {
        furthest = Math.max(furthest, secondsOfAudio);
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(PAUSE);
        if (!jobs.progress(job, new JobProgress(furthest, stated))) {
            budget.cancel(); // it was cancelled, or taken for dead: somebody else has it
        }
    }
}
