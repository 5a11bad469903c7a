package io.otolex.service.jobs.store;

/**
 * Something that happened to a job.
 *
 * @param number from 1, without gaps
 * @param name a {@link JobStatus#label} or {@code progress}
 * @param data JSON
 */
public record JobEvent(int number, String name, String data) {

    public static final String PROGRESS = "progress";
}
