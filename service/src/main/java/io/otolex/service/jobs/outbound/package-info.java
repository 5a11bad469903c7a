/** Requests that this service sends because a client asked for it, and where they may not go. */
@NullMarked
package io.otolex.service.jobs.outbound;

import org.jspecify.annotations.NullMarked;
