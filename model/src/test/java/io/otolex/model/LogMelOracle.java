package io.otolex.model;

import io.otolex.audio.LogMel;
import java.util.Arrays;

/** The log-mel of the published front end in float64, written for clarity: what the network is tested on. */
public final class LogMelOracle {

    private static final int N = 1024;
    private static final int HOP = 320;
    private static final int BANDS = 224;

    private LogMelOracle() {}

    public static LogMel of(float[] pcm) {
        int frames = 1 + pcm.length / HOP;
        float[] values = new float[frames * BANDS];
        double[][] mel = mel();
        for (int frame = 0; frame < frames; frame++) {
            double[] power = power(pcm, frame * HOP - N / 2);
            for (int band = 0; band < BANDS; band++) {
                double sum = 0;
                for (int k = 0; k <= N / 2; k++) {
                    sum += mel[band][k] * power[k];
                }
                values[frame * BANDS + band] = (float) (10 * Math.log10(Math.max(sum, 1e-10)));
            }
        }
        return new LogMel(values, frames, BANDS);
    }

    /** One frame beginning at {@code start}, reflected at both ends of the clip. */
    private static double[] power(float[] pcm, int start) {
        double[] re = new double[N];
        double[] im = new double[N];
        for (int t = 0; t < N; t++) {
            int at = Math.abs(start + t);
            at = at >= pcm.length ? 2 * (pcm.length - 1) - at : at;
            re[t] = pcm[at] * (0.5 - 0.5 * Math.cos(2 * Math.PI * t / N));
        }
        fft(re, im);
        double[] power = new double[N / 2 + 1];
        Arrays.setAll(power, k -> re[k] * re[k] + im[k] * im[k]);
        return power;
    }

    /** Radix 2, in place. */
    private static void fft(double[] re, double[] im) {
        for (int i = 1, j = 0; i < N; i++) {
            int bit = N >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                double swap = re[i];
                re[i] = re[j];
                re[j] = swap;
            }
        }
        for (int size = 2; size <= N; size *= 2) {
            for (int at = 0; at < N; at += size) {
                for (int k = 0; k < size / 2; k++) {
                    butterfly(re, im, at + k, at + k + size / 2, -2 * Math.PI * k / size);
                }
            }
        }
    }

    private static void butterfly(double[] re, double[] im, int a, int b, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double tRe = re[b] * cos - im[b] * sin;
        double tIm = re[b] * sin + im[b] * cos;
        re[b] = re[a] - tRe;
        im[b] = im[a] - tIm;
        re[a] += tRe;
        im[a] += tIm;
    }

    /** [band][bin]; float32 as the reference stores it, which rounds the triangle before and after scaling it. */
    private static double[][] mel() {
        double low = 0.75;
        double high = 15 + 27 * Math.log(14) / Math.log(6.4);
        double[] edges = new double[BANDS + 2];
        Arrays.setAll(edges, i -> hz(low + i * (high - low) / (BANDS + 1)));
        double[][] mel = new double[BANDS][N / 2 + 1];
        for (int b = 0; b < BANDS; b++) {
            for (int k = 0; k <= N / 2; k++) {
                double hz = k * 31.25;
                double rise = (hz - edges[b]) / (edges[b + 1] - edges[b]);
                double fall = (edges[b + 2] - hz) / (edges[b + 2] - edges[b + 1]);
                mel[b][k] = (float) ((float) Math.max(0, Math.min(rise, fall)) * (2 / (edges[b + 2] - edges[b])));
            }
        }
        return mel;
    }

    private static double hz(double mel) {
        return mel < 15 ? mel * 200 / 3 : 1000 * Math.exp((mel - 15) * Math.log(6.4) / 27);
    }
}
