/** Any recording to mono PCM: plain WAV here, everything else in a confined ffmpeg process. */
@NullMarked
package io.otolex.audio.decode;

import org.jspecify.annotations.NullMarked;
