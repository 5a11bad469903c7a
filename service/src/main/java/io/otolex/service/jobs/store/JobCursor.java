package io.otolex.service.jobs.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in the list of jobs, newest first: after this one. It names a job, not a number of jobs, so that what is
 * added or deleted meanwhile moves nothing.
 */
public record JobCursor(Instant createdAt, UUID id) {

    private static final int BYTES = 3 * Long.BYTES;
    private static final long LAST_MICROS =
            Instant.parse("9999-12-31T00:00:00Z").getEpochSecond() * 1_000_000;

    public static JobCursor after(Job job) {
        return new JobCursor(job.createdAt(), job.id());
    }

    /** Safe in a URL. */
    public String text() {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, createdAt))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty if this text was not made here. */
    public static Optional<JobCursor> parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            return bytes.remaining() == BYTES ? Optional.of(read(bytes)) : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Any number of microseconds is an instant, but the database knows no years beyond four digits. */
    private static JobCursor read(ByteBuffer bytes) {
        long micros = Math.max(0, Math.min(LAST_MICROS, bytes.getLong()));
        return new JobCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(bytes.getLong(), bytes.getLong()));
    }
}
