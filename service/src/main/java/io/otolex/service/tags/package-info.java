/** A recording in, its sounds out: the endpoint and the shape of its answer, which the command line shares. */
@NullMarked
package io.otolex.service.tags;

import org.jspecify.annotations.NullMarked;
