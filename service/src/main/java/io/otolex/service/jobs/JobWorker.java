package io.otolex.service.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.Budget;
import io.otolex.model.inference.BudgetException;
import io.otolex.service.jobs.store.Job;
import io.otolex.service.jobs.store.JobStore;
import io.otolex.service.problems.AudioProblems;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemException;
import io.otolex.service.problems.ProblemType;
import io.otolex.service.tags.TagWork;
import io.otolex.service.uploads.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on one job at a time. */
final class JobWorker {

    /*
     * What is wrong with the job ends it. What is wrong with us (the database is away, a fault) is thrown to the
     * scheduler, which begins the job again a little later; a job that is begun too often fails, for it may be what
     * takes its workers down. A worker that has to stop puts its job back.
     */

    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

    private final JobStore jobs;
    private final JobEnds ends;
    private final JobAudio audio;
    private final TagWork tagging;
    private final RunningJobs running;
    private final int maxAttempts;
    private final Clock clock;

    JobWorker(
            JobStore jobs,
            JobEnds ends,
            JobAudio audio,
            TagWork tagging,
            RunningJobs running,
            int maxAttempts,
            Clock clock) {
        this.jobs = jobs;
        this.ends = ends;
        this.audio = audio;
        this.tagging = tagging;
        this.running = running;
        this.maxAttempts = maxAttempts;
        this.clock = clock;
    }

    /** For the scheduler. */
    Task<Void> task() {
        return Tasks.custom(JobTasks.TAG, Void.class)
                .onFailureReschedule(FixedDelay.of(AFTER_FAULT))
                .execute((instance, context) -> execute(UUID.fromString(instance.getId())));
    }

    private CompletionHandler<Void> execute(UUID id) {
        Optional<Job> begun = jobs.begin(id, clock.instant()); // empty if it was cancelled, or ended before a crash
        if (begun.isPresent() && begun.get().attempt() > maxAttempts) {
            giveUp(begun.get());
        } else {
            begun.ifPresent(job -> running.run(job, budget -> work(job, budget)));
        }
        boolean putBack = running.isStopping() && begun.isPresent() && jobs.putBack(begun.get());
        return putBack
                ? (complete, operations) -> operations.reschedule(complete, clock.instant())
                : new CompletionHandler.OnCompleteRemove<>();
    }

    private void giveUp(Job job) {
        log.error("job {} was begun {} times and never ended", job.id(), maxAttempts);
        ends.fail(
                job,
                new Problem(
                        ProblemType.INTERNAL_ERROR,
                        "Work on this recording was begun " + maxAttempts
                                + " times and never came to an end, by faults of"
                                + " this service or because it was killed. Send it again later; should that fail too,"
                                + " tell its operator the job's id."));
    }

    private void work(Job job, Budget budget) {
        try (Upload recording = audio.open(job, budget)) {
            var options = job.request().options();
            var stated = tagging.statedSeconds(recording.path(), options);
            var progress = new ProgressRows(jobs, job, budget, stated, clock);
            var answer = tagging.tag(recording.path(), options, budget, progress);
            ends.succeed(job, answer);
        } catch (AudioDecodingException e) {
            ends.fail(job, AudioProblems.of(e));
        } catch (ProblemException e) {
            ends.fail(job, e.problem());
        } catch (BudgetException.Expired e) {
            ends.fail(job, new Problem(ProblemType.DEADLINE_EXCEEDED, "Ended early: " + e.getMessage() + "."));
        } catch (BudgetException.Cancelled e) {
            log.info("work on job {} ends before its time", job.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
