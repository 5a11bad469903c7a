package io.otolex.service.jobs.store;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Which jobs a list shows.
 *
 * @param after only older ones
 */
public record JobFilter(String owner, Optional<JobStatus> status, Optional<JobCursor> after) {

    StatementSpec applyTo(JobDatabase database, int limit) {
        StatementSpec sql = database.sql()
                .sql("select * from jobs where owner = :owner"
                        + (status.isPresent() ? " and status = :status" : "")
                        + (after.isPresent() ? " and (created_at < :time or (created_at = :time and id < :id))" : "")
                        + " order by created_at desc, id desc limit :limit")
                .param("owner", owner)
                .param("limit", limit);
        status.ifPresent(wanted -> sql.param("status", wanted.label()));
        after.ifPresent(
                place -> sql.param("time", JobRows.time(place.createdAt())).param("id", place.id()));
        return sql;
    }
}
