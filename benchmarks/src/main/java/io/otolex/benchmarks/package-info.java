/** What decoding, log-mel and scoring cost per 10 s clip. */
@NullMarked
package io.otolex.benchmarks;

import org.jspecify.annotations.NullMarked;
