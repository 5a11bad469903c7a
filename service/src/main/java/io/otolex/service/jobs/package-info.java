/** Work that is done after its sender was answered: queued, done once, told about, kept for a while. */
@NullMarked
package io.otolex.service.jobs;

import org.jspecify.annotations.NullMarked;
