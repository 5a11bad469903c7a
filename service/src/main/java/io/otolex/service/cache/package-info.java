/** Recordings that were tagged before are not tagged again. */
@NullMarked
package io.otolex.service.cache;

import org.jspecify.annotations.NullMarked;
