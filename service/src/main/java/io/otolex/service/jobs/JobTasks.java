package io.otolex.service.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.otolex.service.jobs.store.JobDatabase;
import io.otolex.service.jobs.store.TaskTables;
import io.otolex.service.jobs.webhooks.Webhooks;
import java.time.Instant;
import java.util.UUID;

/** Enters tasks for the schedulers, within the transaction that makes them necessary. */
final class JobTasks {

    static final String TAG = "tag";

    private final SchedulerClient tagging;
    private final SchedulerClient light;

    JobTasks(JobDatabase database) {
        this.tagging = client(database, TaskTables.TAGGING);
        this.light = client(database, TaskTables.LIGHT);
    }

    private static SchedulerClient client(JobDatabase database, String table) {
        return SchedulerClient.Builder.create(database.dataSource())
                .tableName(table)
                .build();
    }

    void tag(UUID job, Instant now) {
        tagging.scheduleIfNotExists(new TaskInstance<>(TAG, job.toString()), now);
    }

    void deliver(UUID job, Instant now) {
        light.scheduleIfNotExists(Webhooks.delivery(job), now);
    }
}
