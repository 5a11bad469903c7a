package io.otolex.service.jobs;

import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.jobs.store.AudioStore;
import io.otolex.service.jobs.store.DeliveryStore;
import io.otolex.service.jobs.store.Job;
import io.otolex.service.jobs.store.JobDatabase;
import io.otolex.service.jobs.store.JobFailure;
import io.otolex.service.jobs.store.JobResults;
import io.otolex.service.jobs.store.JobStore;
import io.otolex.service.problems.Problem;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;

/** How jobs end: status, event, result, notice and the audio's deletion, all at once or not at all. */
final class JobEnds {

    private final JobDatabase database;
    private final JobStore jobs;
    private final JobResults results;
    private final AudioStore audio;
    private final DeliveryStore deliveries;
    private final JobTasks tasks;
    private final JsonMapper json;
    private final Clock clock;

    JobEnds(
            JobDatabase database,
            JobStore jobs,
            JobResults results,
            AudioStore audio,
            DeliveryStore deliveries,
            JobTasks tasks,
            JsonMapper json,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.results = results;
        this.audio = audio;
        this.deliveries = deliveries;
        this.tasks = tasks;
        this.json = json;
        this.clock = clock;
    }

    /** False if the job is no longer this worker's: nothing has changed then. */
    boolean succeed(Job job, TagsAnswer answer) {
        byte[] bytes = json.writeValueAsBytes(answer);
        return end(job.id(), () -> {
            boolean mine = jobs.succeed(job, answer.input().durationS().doubleValue(), clock.instant());
            if (mine) {
                results.write(job.id(), bytes);
            }
            return mine;
        });
    }

    /** False if the job is no longer this worker's: nothing has changed then. */
    boolean fail(Job job, Problem problem) {
        var failure = new JobFailure(problem.type().slug(), problem.detail());
        return end(job.id(), () -> jobs.fail(job, failure, clock.instant()));
    }

    /** False if the job has ended already. */
    boolean cancel(UUID job) {
        return end(job, () -> jobs.cancel(job, clock.instant()));
    }

    private boolean end(UUID id, BooleanSupplier change) {
        return database.inTransaction(() -> {
            if (!change.getAsBoolean()) {
                return false;
            }
            audio.delete(id);
            jobs.find(id).ifPresent(this::notice);
            return true;
        });
    }

    private void notice(Job job) {
        if (job.request().webhook() != null) {
            var notice = new JobNotice("job." + job.status().label(), clock.instant(), JobAnswer.of(job));
            deliveries.add(job.id(), job.request().webhook(), json.writeValueAsString(notice));
            tasks.deliver(job.id(), clock.instant());
        }
    }
}
