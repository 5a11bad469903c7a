package io.otolex.service.jobs.store;

/**
 * Why a job failed.
 *
 * @param type the name of a problem type, such as {@code decode-failed}
 * @param detail what was wrong and what can be done
 */
public record JobFailure(String type, String detail) {}
