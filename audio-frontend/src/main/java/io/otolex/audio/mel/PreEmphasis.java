package io.otolex.audio.mel;

import io.otolex.audio.Pcm;

/** Lifts high frequencies: each sample less a share of the one before it. The first has none before it and goes. */
final class PreEmphasis {

    private PreEmphasis() {}

    static Pcm of(Pcm clip, double share) {
        if (share == 0) {
            return clip;
        }
        float factor = (float) share;
        float[] samples = clip.samples();
        var lifted = new float[samples.length - 1];
        for (int i = 0; i < lifted.length; i++) {
            lifted[i] = samples[i + 1] - factor * samples[i];
        }
        return new Pcm(lifted, clip.sampleRateHz());
    }
}
