/** A recording as the picture of what the model hears. */
@NullMarked
package io.otolex.service.spectrogram;

import org.jspecify.annotations.NullMarked;
