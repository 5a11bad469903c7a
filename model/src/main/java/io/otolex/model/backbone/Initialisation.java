package io.otolex.model.backbone;

import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import io.otolex.model.program.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Weights to start training from (arXiv 2201.03545, appendix A): truncated normal of deviation 0.02 for convolutions and
 * linear layers, biases 0, norms the identity, layer scale 1e-6, global response norm off. Convolutions without a bias,
 * which have a batch norm behind them, are normal of variance 2 / fan-in (arXiv 1502.01852).
 */
final class Initialisation {

    private static final double DEVIATION = 0.02;

    private static final float LAYER_SCALE = 1e-6f;

    private Initialisation() {}

    /** The same seed gives the same weights, on every machine. */
    static Weights of(Map<String, Shape> parameters, long seed) {
        var random = new Random(seed); // its algorithm is part of its contract, unlike those of newer generators
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parameters.forEach((name, shape) -> {
            boolean biased = parameters.containsKey(name.replaceAll("weight$", "bias"));
            double deviation = biased ? DEVIATION : Math.sqrt(2.0 / shape.rowCount());
            tensors.put(name, Tensor.of(shape, values(name, shape, deviation, random)));
        });
        return new Weights(tensors);
    }

    private static float[] values(String name, Shape shape, double deviation, Random random) {
        float[] values = new float[shape.count()];
        if (name.contains(".grn.")) {
            return values;
        } else if (name.endsWith(".gamma")) {
            Arrays.fill(values, LAYER_SCALE);
        } else if (name.endsWith(".running_var") || (name.endsWith(".weight") && shape.rank() == 1)) {
            Arrays.fill(values, 1);
        } else if (name.endsWith(".weight")) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * truncatedNormal(random));
            }
        }
        return values;
    }

    /** Within two deviations of 0. timm cuts at an absolute 2, which for this deviation never happens. */
    private static double truncatedNormal(Random random) {
        double value = random.nextGaussian();
        while (Math.abs(value) > 2) {
            value = random.nextGaussian();
        }
        return value;
    }
}
