/** Load on a running service, from outside. */
@NullMarked
package io.otolex.benchmarks.serve;

import org.jspecify.annotations.NullMarked;
