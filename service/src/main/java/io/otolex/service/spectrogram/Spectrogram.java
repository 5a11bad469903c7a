package io.otolex.service.spectrogram;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.LogMel;
import io.otolex.audio.Window;
import io.otolex.audio.Windows;
import io.otolex.audio.mel.LogMelExtractor;
import java.util.Optional;

/** The log-mel of a whole recording, read in one pass, in the windows that the model would be given. */
final class Spectrogram {

    private Spectrogram() {}

    /**
     * Reads {@code audio} to its end.
     *
     * @param most columns at most
     * @return at least one column
     */
    static LevelColumns of(DecodedAudio audio, LogMelExtractor logMel, int most) throws AudioDecodingException {
        var columns = new LevelColumns(logMel.spec().bands(), most);
        Windows windows = Windows.of(audio, logMel.spec());
        for (Optional<Window> next = windows.next(); next.isPresent(); next = windows.next()) {
            Window window = next.get();
            append(columns, logMel.of(window.pcm()), frameAt(window.startSeconds(), logMel), lastFrame(window, logMel));
        }
        if (columns.frames() == 0) {
            throw new AudioDecodingException.Empty("there is no sample");
        }
        return columns;
    }

    /** The last window may begin in the one before it; what has been seen is not seen again. */
    private static void append(LevelColumns columns, LogMel mel, long first, long end) {
        for (long frame = columns.frames(); frame < Math.max(end, 1); frame++) {
            columns.add(mel.values(), (int) (frame - first) * mel.bands());
        }
    }

    private static long lastFrame(Window window, LogMelExtractor logMel) {
        return frameAt(window.endSeconds(), logMel);
    }

    private static long frameAt(double seconds, LogMelExtractor logMel) {
        return Math.round(seconds * logMel.spec().sampleRateHz() / logMel.spec().hopSamples());
    }
}
