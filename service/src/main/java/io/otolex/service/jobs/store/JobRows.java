package io.otolex.service.jobs.store;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A row of the table {@code jobs} as a {@link Job}. */
final class JobRows {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> OPTIONS = new TypeReference<>() {};

    private JobRows() {}

    static Job job(ResultSet row, int number) throws SQLException {
        return new Job(
                row.getObject("id", UUID.class),
                request(row),
                JobStatus.of(row.getString("status")),
                row.getInt("attempt"),
                instant(row, "created_at").orElseThrow(),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                new JobProgress(row.getDouble("scored_s"), decimal(row, "duration_s")),
                failure(row));
    }

    static String options(JobRequest request) {
        return JSON.writeValueAsString(request.sortedOptions());
    }

    /** As the databases take it. */
    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static JobRequest request(ResultSet row) throws SQLException {
        return new JobRequest(
                row.getString("owner"),
                row.getString("idempotency_key"),
                row.getString("fingerprint"),
                JSON.readValue(row.getString("options"), OPTIONS),
                uri(row.getString("url")),
                row.getLong("audio_bytes"),
                row.getDouble("expected_s"),
                uri(row.getString("webhook")));
    }

    private static @Nullable URI uri(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OptionalDouble decimal(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static Optional<JobFailure> failure(ResultSet row) throws SQLException {
        String type = row.getString("problem_type");
        return type == null ? Optional.empty() : Optional.of(new JobFailure(type, row.getString("problem_detail")));
    }
}
