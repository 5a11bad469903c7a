package io.otolex.service.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.otolex.service.jobs.store.JobStatus;
import io.otolex.service.jobs.store.JobStore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many jobs wait and run, over all replicas: what a cluster scales by. Counted when it is asked for. */
final class JobMeters {

    private static final Logger log = LoggerFactory.getLogger(JobMeters.class);

    private final JobStore jobs;

    JobMeters(JobStore jobs, MeterRegistry registry) {
        this.jobs = jobs;
        Stream.of(JobStatus.QUEUED, JobStatus.RUNNING).forEach(status -> gauge(status, registry));
    }

    private void gauge(JobStatus status, MeterRegistry registry) {
        Gauge.builder("otolex.jobs", () -> count(status))
                .description("Unfinished jobs in the database that all replicas share")
                .tag("status", status.label())
                .register(registry);
    }

    private double count(JobStatus status) {
        try {
            return jobs.withStatus(status);
        } catch (RuntimeException e) {
            log.warn("jobs cannot be counted: {}", e.toString());
            return Double.NaN;
        }
    }
}
