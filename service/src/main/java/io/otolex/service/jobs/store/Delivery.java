package io.otolex.service.jobs.store;

import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The notice of a job's end, and how far it has come.
 *
 * @param body JSON, the same at every attempt
 * @param lastOutcome what came of the last attempt; {@code null} before it
 */
public record Delivery(
        UUID job,
        URI url,
        String body,
        Status status,
        int attempts,
        @Nullable String lastOutcome) {

    /** How far a notice has come. */
    public enum Status {
        PENDING,
        DELIVERED,
        GIVEN_UP;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    /** The same at every attempt, so that its receiver can tell a repetition. */
    public String id() {
        return idFor(job);
    }

    public static String idFor(UUID job) {
        return "msg_" + job;
    }
}
