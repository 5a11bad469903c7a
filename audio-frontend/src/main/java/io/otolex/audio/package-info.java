/** Bytes to PCM to log-mel: everything that happens to a recording before a model sees it. */
@NullMarked
package io.otolex.audio;

import org.jspecify.annotations.NullMarked;
