package io.otolex.service.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.otolex.service.admission.Charges.Charge;
import io.otolex.service.jobs.store.JobStore;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was taken from quotas for jobs that were taken in here, until it is known what they came to. */
final class JobCharges {

    /*
     * A job may end on any replica, while a quota is counted by the one that took it in: that one looks at the rows. It
     * forgets a job after an hour, in which a quota is whole again anyway.
     */

    private static final Logger log = LoggerFactory.getLogger(JobCharges.class);
    private static final int MOST = 10_000;

    private final JobStore jobs;
    private final Cache<UUID, Charge> open = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    JobCharges(JobStore jobs) {
        this.jobs = jobs;
    }

    /** @param seconds of audio that it is expected to have */
    void open(UUID job, Charge charge, double seconds) {
        if (charge.counts()) {
            charge.settle(seconds);
            open.put(job, charge);
        }
    }

    /** Settles those of jobs that have ended; a database that does not answer changes nothing. */
    void look() {
        try {
            if (!open.asMap().isEmpty()) {
                jobs.scoredByEnded(open.asMap().keySet()).forEach(this::close);
            }
        } catch (RuntimeException e) {
            log.warn("cannot see what jobs came to: {}", e.toString());
        }
    }

    private void close(UUID job, double scoredSeconds) {
        Charge charge = open.asMap().remove(job);
        if (charge != null) {
            charge.settle(scoredSeconds);
        }
    }
}
