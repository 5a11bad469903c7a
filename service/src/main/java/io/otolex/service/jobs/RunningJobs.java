package io.otolex.service.jobs;

import io.otolex.model.inference.Budget;
import io.otolex.service.jobs.store.Job;
import io.otolex.service.jobs.store.JobStatus;
import io.otolex.service.jobs.store.JobStore;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs that this process works on, so that a cancellation reaches them wherever it was asked. */
final class RunningJobs {

    /*
     * A cancellation on this replica comes at once, by cancel(). One on another replica is a changed row, which look()
     * finds. look() also finds jobs that were taken from this process because it was silent for too long.
     */

    private static final Logger log = LoggerFactory.getLogger(RunningJobs.class);

    private final JobStore jobs;
    private final Duration maxTime;
    private final Map<UUID, Running> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    RunningJobs(JobStore jobs, Duration maxTime) {
        this.jobs = jobs;
        this.maxTime = maxTime;
    }

    private record Running(Job job, Budget budget) {}

    /** What is done with a job, as far as its budget goes. */
    @FunctionalInterface
    interface Work {
        void on(Budget budget);
    }

    void run(Job job, Work work) {
        var mine = new Running(job, Budget.of(maxTime, seconds -> {}));
        running.put(job.id(), mine);
        try {
            if (stopping) {
                mine.budget.cancel();
            }
            work.on(mine.budget);
        } finally {
            running.remove(job.id(), mine);
        }
    }

    void cancel(UUID job) {
        Running found = running.get(job);
        if (found != null) {
            found.budget.cancel();
        }
    }

    /** Takes work, again after a {@link #stop}. */
    void start() {
        stopping = false;
    }

    /** Ends all work; what is running goes back to the queue. */
    void stop() {
        stopping = true;
        running.values().forEach(each -> each.budget.cancel());
    }

    boolean isStopping() {
        return stopping;
    }

    /** Compares with the rows; a database that does not answer changes nothing. */
    void look() {
        try {
            running.values().stream().filter(each -> !isCurrent(each.job)).forEach(each -> each.budget.cancel());
        } catch (RuntimeException e) {
            log.warn("cannot see whether jobs were cancelled: {}", e.toString());
        }
    }

    private boolean isCurrent(Job job) {
        return jobs.find(job.id())
                .filter(now -> now.status() == JobStatus.RUNNING && now.attempt() == job.attempt())
                .isPresent();
    }
}
