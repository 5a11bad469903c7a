package io.otolex.service.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import io.otolex.service.jobs.store.JobDatabase;
import io.otolex.service.jobs.store.TaskTables;
import io.otolex.service.jobs.webhooks.Webhooks;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** The threads of the jobs, from the start of the service to its end. */
final class JobSchedulers implements SmartLifecycle {

    private static final int LIGHT_THREADS = 4;
    private static final int SILENT_HEARTBEATS = 4;
    private static final Duration LAST_WAIT = Duration.ofSeconds(10);

    private final SchedulerBuilder tagging;
    private final SchedulerBuilder light;
    private final RunningJobs running;
    private final JobCharges charges;
    private final long lookMillis;
    private volatile @Nullable Threads threads;

    JobSchedulers(
            JobDatabase database,
            JobSettings settings,
            JobWorker worker,
            Webhooks webhooks,
            JobSweep sweep,
            RunningJobs running,
            JobCharges charges) {
        this.running = running;
        this.charges = charges;
        this.lookMillis = Math.max(1, settings.pollInterval().toMillis());
        this.tagging = common(Scheduler.create(database.dataSource(), worker.task()), database, settings)
                .tableName(TaskTables.TAGGING)
                .threads(settings.concurrent());
        this.light = common(Scheduler.create(database.dataSource(), webhooks.task()), database, settings)
                .tableName(TaskTables.LIGHT)
                .threads(LIGHT_THREADS)
                .startTasks(sweep.task());
    }

    /** What runs between a start and the next stop; a scheduler that was stopped cannot be started again. */
    private record Threads(Scheduler tagging, Scheduler light, ScheduledExecutorService looking) {

        void stop() {
            tagging.stop();
            light.stop();
        }
    }

    /** Tasks are taken when a thread is free for them, by the rows' locks: none waits here while others are idle. */
    private static SchedulerBuilder common(SchedulerBuilder builder, JobDatabase database, JobSettings settings) {
        return builder.schedulerName(new SchedulerName.Fixed("otolex-" + UUID.randomUUID()))
                .pollingInterval(settings.pollInterval())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(SILENT_HEARTBEATS)
                .shutdownMaxWait(LAST_WAIT)
                .jdbcCustomization(database.isH2() ? new H2Tasks() : new PostgreSqlJdbcCustomization(false, false))
                .pollUsingLockAndFetch(0.5, 1.0);
    }

    /** There is a new job: no need to wait for the next look at the table. */
    void jobAdded() {
        Threads now = threads;
        if (now != null) {
            now.tagging.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void start() {
        running.start();
        var started = new Threads(tagging.build(), light.build(), Executors.newSingleThreadScheduledExecutor());
        threads = started;
        started.tagging.start();
        started.light.start();
        var unused = started.looking.scheduleWithFixedDelay(this::look, lookMillis, lookMillis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        running.look();
        charges.look();
    }

    @Override
    public void stop() {
        Threads stopping = threads;
        if (stopping != null) {
            stopping.looking.shutdownNow();
            running.stop();
            stopping.stop();
            threads = null;
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
