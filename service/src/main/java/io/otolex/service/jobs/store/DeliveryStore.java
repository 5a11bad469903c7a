package io.otolex.service.jobs.store;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Notices in rows, one for each job that has a webhook and has ended. */
public final class DeliveryStore {

    private final JobDatabase database;

    public DeliveryStore(JobDatabase database) {
        this.database = database;
    }

    /** Within the transaction that ends the job. */
    public void add(UUID job, URI url, String body) {
        database.sql()
                .sql("insert into job_deliveries (job_id, url, body, status, attempts)"
                        + " values (:job, :url, :body, 'pending', 0)")
                .param("job", job)
                .param("url", url.toString())
                .param("body", body)
                .update();
    }

    public Optional<Delivery> find(UUID job) {
        return database.sql()
                .sql("select * from job_deliveries where job_id = :job")
                .param("job", job)
                .query((row, i) -> new Delivery(
                        row.getObject("job_id", UUID.class),
                        URI.create(row.getString("url")),
                        row.getString("body"),
                        Delivery.Status.of(row.getString("status")),
                        row.getInt("attempts"),
                        row.getString("last_outcome")))
                .optional();
    }

    /** Notes an attempt. */
    public void attempted(UUID job, Delivery.Status status, String outcome) {
        database.sql()
                .sql("update job_deliveries set status = :status, attempts = attempts + 1, last_outcome = :outcome"
                        + " where job_id = :job")
                .param("status", status.label())
                .param("outcome", outcome.substring(0, Math.min(outcome.length(), 200)))
                .param("job", job)
                .update();
    }
}
