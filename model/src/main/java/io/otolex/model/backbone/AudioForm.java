package io.otolex.model.backbone;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.program.Program;
import io.otolex.model.program.Value;

/**
 * The two ends that make a network of pictures a tagger of sounds: a batch norm of every mel band in front, and pooling
 * that knows time from frequency behind (arXiv 2306.00830).
 *
 * @param frontEnd the log-mel that goes in
 * @param pooling what makes a vector of the last map
 * @param classes logits
 */
public record AudioForm(LogMelSpec frontEnd, Pooling pooling, int classes) {

    /** What the published taggers of this kind have. */
    public static final AudioForm AUDIOSET = new AudioForm(LogMelSpec.AUDIOSET_32K, Pooling.MAX_AND_MEAN, 527);

    private static final double EPS = 1e-5;

    /** The log-mel, normalised by {@code bn0}, in the precision of the inside. */
    Value input(Program.Builder p) {
        return p.inward(p.bandNorm(p.input(), "bn0", frontEnd.bands(), EPS));
    }

    /** What the last map comes to, in float32. */
    Value pooled(Program.Builder p, Value map) {
        return pooling.of(p, map);
    }

    /** Only what departs from the published taggers. */
    String describe() {
        return pooling == Pooling.MAX_AND_MEAN ? "" : " pooling " + pooling;
    }
}
