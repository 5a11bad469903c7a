package io.otolex.service.jobs;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.otolex.service.jobs.store.AudioStore;
import io.otolex.service.jobs.store.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what has been kept for long enough; on one replica at a time. */
final class JobSweep {

    private static final Logger log = LoggerFactory.getLogger(JobSweep.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

    private final JobStore jobs;
    private final AudioStore audio;
    private final JobSettings settings;
    private final Clock clock;

    JobSweep(JobStore jobs, AudioStore audio, JobSettings settings, Clock clock) {
        this.jobs = jobs;
        this.audio = audio;
        this.settings = settings;
        this.clock = clock;
    }

    RecurringTask<Void> task() {
        return Tasks.recurring("sweep", FixedDelay.of(INTERVAL)).execute((instance, context) -> sweep());
    }

    void sweep() {
        Instant now = clock.instant();
        int ended = jobs.deleteEndedBefore(now.minus(settings.retention()));
        int expired = audio.deleteStoredBefore(now.minus(settings.audioRetention()));
        int orphans = audio.deleteOrphansBefore(now.minus(LONGEST_UPLOAD));
        if (ended + expired + orphans > 0) {
            log.info("deleted {} jobs, {} recordings that waited too long, {} without a job", ended, expired, orphans);
        }
    }
}
