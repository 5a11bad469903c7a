/** PCM to log-mel: the published recipe, with TarsosDSP's framing and FFT. */
@NullMarked
package io.otolex.audio.mel;

import org.jspecify.annotations.NullMarked;
