/** How a request is found again in logs and traces. */
@NullMarked
package io.otolex.service.tracing;

import org.jspecify.annotations.NullMarked;
