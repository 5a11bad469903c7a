package io.otolex.model.inference;

import io.otolex.audio.LogMel;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.Pcm;
import io.otolex.audio.mel.LogMelExtractor;
import java.util.Random;

/** One window of made-up sound, the same on every machine: a rising tone that comes and goes, in a little noise. */
final class GoldenClip {

    private static final double LOW_HZ = 100;
    private static final double HIGH_HZ = 8000;
    private static final double NOISE = 0.02;

    private GoldenClip() {}

    static LogMel logMel(LogMelSpec spec) {
        return new LogMelExtractor(spec).of(new Pcm(samples(spec), spec.sampleRateHz()));
    }

    private static float[] samples(LogMelSpec spec) {
        var random = new Random(1); // its algorithm is specified, so that the numbers are
        var samples = new float[spec.windowSamples()];
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            double done = (double) i / samples.length;
            phase += 2 * StrictMath.PI * LOW_HZ * StrictMath.pow(HIGH_HZ / LOW_HZ, done) / spec.sampleRateHz();
            double loudness = 0.4 * StrictMath.pow(StrictMath.sin(4 * StrictMath.PI * done), 2);
            samples[i] = (float) (loudness * StrictMath.sin(phase) + NOISE * (random.nextDouble() - 0.5));
        }
        return samples;
    }
}
