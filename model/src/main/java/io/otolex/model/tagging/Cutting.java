package io.otolex.model.tagging;

import io.otolex.audio.AudioDecodingException.TooExpensive;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.Window;
import io.otolex.audio.Windows;
import io.otolex.model.tagging.RecordingSummary.Span;

/**
 * How one recording is cut into windows, and what that costs.
 *
 * @param windowing in seconds
 * @param spec with windows of that length
 * @param keptTags of each window, at most; 0 without a timeline
 */
record Cutting(Windowing windowing, LogMelSpec spec, int keptTags) {

    static Cutting of(TagOptions options, LogMelSpec spec) {
        Windowing windowing = options.windowing();
        int keptTags = options.timeline().isPresent() ? options.choice().topK() : 0;
        return new Cutting(windowing, spec.withWindow(samples(windowing.windowSeconds(), spec)), keptTags);
    }

    private static int samples(double seconds, LogMelSpec spec) {
        return Math.toIntExact(Math.round(seconds * spec.sampleRateHz()));
    }

    Windows windows(DecodedAudio audio) {
        return Windows.of(audio, spec, samples(windowing.hopSeconds(), spec));
    }

    /** In the recording, also when it is decoded from a later start. */
    Span span(Window window) {
        return Span.of(window, windowing.excerpt().startSeconds());
    }

    /** Audio for the model up to this window: windows that overlap are heard as often as they do. */
    double audioSeconds(Window window) {
        return window.endSeconds() * windowing.windowSeconds() / windowing.hopSeconds();
    }

    /** @throws TooExpensive if there are more windows, or more tags in them, than one request may have */
    void require(Window window) throws TooExpensive {
        if (window.index() >= Limits.DEFAULT.windows()) {
            throw new TooExpensive("more than " + Limits.DEFAULT.windows() + " windows; choose a longer hop than "
                    + windowing.hopSeconds() + " s, or a part of the recording with start and end");
        }
        if ((long) (window.index() + 1) * keptTags > Limits.DEFAULT.timelineTags()) {
            throw new TooExpensive("a timeline of more than " + Limits.DEFAULT.timelineTags()
                    + " tags; choose a smaller top_k or a longer hop");
        }
    }
}
