package io.otolex.benchmarks;

import io.otolex.audio.LogMelSpec;
import io.otolex.audio.Pcm;
import java.util.Random;

/** What the benchmarks feed on: noise, since silence and tones take short cuts through some kernels. */
final class Clips {

    private Clips() {}

    /** Ten seconds of uniform white noise, amplitude 0.1. */
    static Pcm noise(Random random) {
        var samples = new float[LogMelSpec.AUDIOSET_32K.windowSamples()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 0.2f * random.nextFloat() - 0.1f;
        }
        return new Pcm(samples, LogMelSpec.AUDIOSET_32K.sampleRateHz());
    }
}
