package io.otolex.audio.decode;

import io.otolex.audio.Signals;

/** A sine of 440 Hz and amplitude 0.5, which every good recording here holds for a second. */
final class Tone {

    private static final double HZ = 440;

    private Tone() {}

    static float[] at(int sampleRateHz) {
        var samples = new float[sampleRateHz];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * HZ * i / sampleRateHz));
        }
        return samples;
    }

    /** Level of what was decoded over what went in, in dB, away from the ends, where codecs fade and filters ring. */
    static double levelDb(float[] decoded) {
        int margin = decoded.length / 10;
        return 20 * Math.log10(Signals.rms(decoded, margin, decoded.length - margin) / (0.5 / Math.sqrt(2)));
    }

    /** The share of the energy that lies at 440 Hz, 1 for nothing else. */
    static double purity(float[] decoded, int sampleRateHz) {
        double re = 0;
        double im = 0;
        double energy = 0;
        for (int i = 0; i < decoded.length; i++) {
            re += decoded[i] * Math.cos(2 * Math.PI * HZ * i / sampleRateHz);
            im += decoded[i] * Math.sin(2 * Math.PI * HZ * i / sampleRateHz);
            energy += (double) decoded[i] * decoded[i];
        }
        return 2 * (re * re + im * im) / decoded.length / energy;
    }
}
