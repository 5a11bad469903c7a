package io.otolex.service.jobs;

import io.otolex.service.jobs.store.JobDatabase;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up while the jobs' database answers. No part of readiness: recordings can be tagged at once without it. */
final class JobDatabaseHealth extends AbstractHealthIndicator {

    private final JobDatabase database;

    JobDatabaseHealth(JobDatabase database) {
        super("the jobs' database does not answer");
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        database.requireAnswer();
        builder.up().withDetail("database", database.isH2() ? "file" : "postgresql");
    }
}
