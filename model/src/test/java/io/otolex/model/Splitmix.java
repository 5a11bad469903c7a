package io.otolex.model;

import io.otolex.audio.LogMel;
import io.otolex.model.backbone.Backbone;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights and signals that any language can regenerate: the parity figures of the reference were made with them.
 *
 * <p>A tensor's values are {@code base + scale * r}, where r is SplitMix64 seeded with the FNV-1a hash of its name.
 */
public final class Splitmix {

    private Splitmix() {}

    /** n values in [-1, 1): the top 24 bits of each output. */
    public static float[] values(long seed, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z = z ^ (z >>> 31);
            values[i] = (float) (2 * ((z >>> 40) / 0x1p24) - 1);
        }
        return values;
    }

    public static long fnv1a(String text) {
        long hash = 0xCBF29CE484222325L;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001B3L;
        }
        return hash;
    }

    /** Every parameter of a network. */
    public static Map<String, Tensor> weights(Backbone backbone) {
        return weights(backbone.parameters());
    }

    /** Every tensor of a checkpoint. */
    public static Map<String, Tensor> weights(Map<String, Shape> shapes) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> tensors.put(name, Tensor.of(shape, weight(name, shape, shapes))));
        return tensors;
    }

    private static float[] weight(String name, Shape shape, Map<String, Shape> shapes) {
        float[] r = values(fnv1a(name), shape.count());
        float[] baseAndScale = name.endsWith("num_batches_tracked") ? new float[2] : rule(name, shape, shapes);
        for (int i = 0; i < r.length; i++) {
            r[i] = baseAndScale[0] + baseAndScale[1] * r[i];
        }
        return r;
    }

    private static float[] rule(String name, Shape shape, Map<String, Shape> shapes) {
        boolean input = name.startsWith("bn0."); // of the log-mel, in dB; the others see activations
        if (name.endsWith("running_mean")) {
            return input ? new float[] {-30, 20} : new float[] {0, 0.1f};
        } else if (name.endsWith("running_var")) {
            return input ? new float[] {100, 90} : new float[] {1, 0.5f};
        } else if (name.equals("bn0.weight")) {
            return new float[] {1, 0.5f};
        } else if (name.endsWith("gamma")) {
            return new float[] {0.5f, 0.3f};
        } else if (name.endsWith("bias")) {
            Shape weight = shapes.getOrDefault(name.replaceAll("bias$", "weight"), shape);
            return new float[] {0, weight.rank() == 1 ? 0.1f : 0.05f};
        }
        return shape.rank() == 1 ? new float[] {1, 0.2f} : new float[] {0, (float) Math.sqrt(3.0 / shape.rowCount())};
    }

    /** A log-mel of noise around -30 dB. */
    public static LogMel logMel(int frames, int bands) {
        float[] values = values(1, frames * bands);
        for (int i = 0; i < values.length; i++) {
            values[i] = -30 + 20 * values[i];
        }
        return new LogMel(values, frames, bands);
    }

    /** Uniform white noise. */
    public static float[] noise(int samples, long seed, float amplitude) {
        float[] noise = values(seed, samples);
        for (int i = 0; i < samples; i++) {
            noise[i] *= amplitude;
        }
        return noise;
    }

    /** An exponential sine sweep from 20 Hz to 15 kHz at 32 kHz. */
    public static float[] sweep(double seconds) {
        float[] sweep = new float[(int) Math.round(seconds * 32_000)];
        double k = Math.log(15_000.0 / 20);
        for (int i = 0; i < sweep.length; i++) {
            double t = i / 32_000.0;
            sweep[i] = (float) (0.5 * Math.sin(2 * Math.PI * 20 * seconds / k * (Math.exp(t / seconds * k) - 1)));
        }
        return sweep;
    }
}
