package io.otolex.service.jobs.store;

import java.util.Locale;

/** How far a job has come. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean isEnd() {
        return this != QUEUED && this != RUNNING;
    }

    /** On the wire and in the rows. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
