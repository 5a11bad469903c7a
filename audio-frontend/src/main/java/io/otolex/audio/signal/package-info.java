/** What the samples of a recording are like: clipped, silent, band-limited. */
@NullMarked
package io.otolex.audio.signal;

import org.jspecify.annotations.NullMarked;
