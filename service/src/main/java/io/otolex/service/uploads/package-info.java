/** Bodies of requests become private files, counted while they arrive and deleted whatever happens. */
@NullMarked
package io.otolex.service.uploads;

import org.jspecify.annotations.NullMarked;
