package io.otolex.audio.signal;

import io.otolex.audio.InputReport;
import io.otolex.audio.SignalReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people should know about a recording before they believe its tags, in plain words. */
public final class InputWarnings {

    private static final double SHORT_SECONDS = 1;
    private static final double CLIPPED_PERCENT = 0.1;
    private static final double SILENT_PERCENT = 90;

    /** Below, ordinary recordings have lost something: a telephone has 4 kHz, medium wave 5. */
    private static final int NARROW_HZ = 7_500;

    private InputWarnings() {}

    public static List<String> of(InputReport input, SignalReport signal) {
        var warnings = new ArrayList<String>();
        if (input.truncated()) {
            warnings.add("truncated: the file ends before the audio that it announces; the tags are of what is there");
        }
        if (input.corrupt()) {
            warnings.add(
                    "corrupt: parts of the file could not be decoded, and are missing or wrong in what was tagged");
        }
        if (input.durationSeconds() < SHORT_SECONDS) {
            warnings.add(said(
                    "short: %.2f s; the model was trained on 10 s, so the scores are unsure", input.durationSeconds()));
        }
        if (signal.clippedPercent() >= CLIPPED_PERCENT) {
            warnings.add(said(
                    "clipped: %.1f %% of the samples are at full scale; what is loud is distorted",
                    signal.clippedPercent()));
        }
        addLevel(signal, warnings);
        return warnings;
    }

    private static void addLevel(SignalReport signal, List<String> warnings) {
        if (signal.bandwidthHz() == 0) {
            warnings.add("silent: there is nothing to hear in it");
        } else if (signal.silentPercent() >= SILENT_PERCENT) {
            warnings.add(said("mostly silent: %.0f %% of the time is below -60 dBFS", signal.silentPercent()));
        }
        if (signal.bandwidthHz() > 0 && signal.bandwidthHz() < NARROW_HZ) {
            warnings.add(said(
                    "band-limited at %.1f kHz: sounds that live above it are missing, and others may be mistaken",
                    signal.bandwidthHz() / 1000.0));
        }
    }

    private static String said(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
