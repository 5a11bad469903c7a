/** The Open Inference Protocol, version 2, over REST: recordings in as tensors, scores out as tensors. */
@NullMarked
package io.otolex.service.openinference;

import org.jspecify.annotations.NullMarked;
