/** Telling a client's server that a job has ended, as Standard Webhooks has it. */
@NullMarked
package io.otolex.service.jobs.webhooks;

import org.jspecify.annotations.NullMarked;
