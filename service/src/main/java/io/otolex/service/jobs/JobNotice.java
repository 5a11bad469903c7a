package io.otolex.service.jobs;

import java.time.Instant;

/**
 * What a webhook is sent.
 *
 * @param type {@code job.succeeded}, {@code job.failed} or {@code job.cancelled}
 * @param timestamp of the end
 * @param data the job; its result is fetched
 */
record JobNotice(String type, Instant timestamp, JobAnswer data) {}
