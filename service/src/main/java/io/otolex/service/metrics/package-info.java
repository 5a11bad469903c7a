/** What operators see: every meter of the service, listed in one place. */
@NullMarked
package io.otolex.service.metrics;

import org.jspecify.annotations.NullMarked;
