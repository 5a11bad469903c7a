package io.otolex.model.backbone;

import io.otolex.model.checkpoint.Shape;
import io.otolex.model.program.Program;
import io.otolex.model.program.Value;
import io.otolex.model.program.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * ConvNeXt (arXiv 2201.03545) as an audio tagger (arXiv 2306.00830).
 *
 * @param depths blocks of each of the four stages
 * @param widths channels of each stage
 * @param stem how the log-mel is cut into patches
 * @param bands mel bands of the input
 * @param classes logits
 */
public record ConvNeXt(List<Integer> depths, List<Integer> widths, Stem stem, int bands, int classes)
        implements Backbone {

    /*
     * The published size, 10 s:
     *
     * [N, 1001, 224,   1]  log-mel, bn0 for each band
     * [N,  252,  56,  96]  stem: 4x4 patches, T padded by 4 on each side
     * [N,  126,  28, 192]  stage 1
     * [N,   63,  14, 384]  stage 2
     * [N,   31,   7, 768]  stage 3; 63 is odd, its last row is dropped
     * [N, 768]             mean over F, then max + mean over T, LayerNorm: the scene embedding
     * [N, 527]             logits
     */

    private static final int STAGES = 4;
    private static final int EXPANSION = 4;
    private static final int KERNEL = 7;
    private static final double LAYER_NORM_EPS = 1e-6;
    private static final double BATCH_NORM_EPS = 1e-5;

    public ConvNeXt {
        depths = List.copyOf(depths);
        widths = List.copyOf(widths);
        if (depths.size() != STAGES || widths.size() != STAGES) {
            throw new IllegalArgumentException("four stages are needed, not " + depths + " blocks of " + widths);
        }
    }

    @Override
    public Program program(double dropPath) {
        var p = new Program.Builder();
        Value x = p.inward(p.bandNorm(p.input(), "bn0", BATCH_NORM_EPS));
        for (int stage = 0; stage < STAGES; stage++) {
            x = stage == 0 ? patchify(p, x) : downsample(p, x, stage);
            for (int j = 0; j < depths.get(stage); j++) {
                x = block(p, x, "stages." + stage + "." + j, widths.get(stage), dropPath * share(stage, j));
            }
        }
        return head(p, p.outward(x));
    }

    /** [N, T, F, 1] to [N, T', F', C]. */
    private Value patchify(Program.Builder p, Value x) {
        Value patches = p.conv2d(x, "downsample_layers.0.0", stem.window(), 1);
        return p.layerNorm(patches, "downsample_layers.0.1", widths.get(0), LAYER_NORM_EPS);
    }

    /** Halves T and F; an odd last row is dropped. */
    private Value downsample(Program.Builder p, Value x, int stage) {
        String name = "downsample_layers." + stage;
        Value normed = p.layerNorm(x, name + ".0", widths.get(stage - 1), LAYER_NORM_EPS);
        return p.conv2d(normed, name + ".1", Window.square(2, 0), 1);
    }

    /** Depthwise 7x7, LayerNorm, two pointwise layers with a GELU between, layer scale, residual. */
    private static Value block(Program.Builder p, Value x, String name, int width, double dropPath) {
        Value h = p.conv2d(x, name + ".dwconv", Window.square(1, KERNEL / 2), width);
        h = p.layerNorm(h, name + ".norm", width, LAYER_NORM_EPS);
        h = p.gelu(p.linear(h, name + ".pwconv1"));
        h = p.scale(p.linear(h, name + ".pwconv2"), name + ".gamma");
        return p.add(x, p.dropPath(h, dropPath));
    }

    /** Mean over mel; what is loudest and what is usual over time; the scene embedding and what it is called. */
    private Program head(Program.Builder p, Value x) {
        Value rows = p.mean(x, 2);
        Value pooled = p.add(p.amax(rows, 1), p.mean(rows, 1));
        Value scene = p.layerNorm(pooled, "norm", embeddingSize(), LAYER_NORM_EPS);
        return p.returning(p.linear(scene, "head_audioset"), scene);
    }

    /** From 0 at the first block of all to 1 at the last, linearly. */
    private double share(int stage, int j) {
        int before =
                depths.subList(0, stage).stream().mapToInt(Integer::intValue).sum();
        int blocks = depths.stream().mapToInt(Integer::intValue).sum();
        return blocks == 1 ? 0 : (before + j) / (blocks - 1.0);
    }

    @Override
    public Map<String, Shape> parameters() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        norm(shapes, "bn0", bands);
        shapes.put("bn0.running_mean", Shape.of(bands));
        shapes.put("bn0.running_var", Shape.of(bands));
        shapes.put("bn0.num_batches_tracked", Shape.of());
        layer(shapes, "downsample_layers.0.0", widths.get(0), 1, stem.kernelT(), stem.kernelF());
        norm(shapes, "downsample_layers.0.1", widths.get(0));
        for (int stage = 1; stage < STAGES; stage++) {
            norm(shapes, "downsample_layers." + stage + ".0", widths.get(stage - 1));
            layer(shapes, "downsample_layers." + stage + ".1", widths.get(stage), widths.get(stage - 1), 2, 2);
        }
        for (int stage = 0; stage < STAGES; stage++) {
            for (int j = 0; j < depths.get(stage); j++) {
                block(shapes, "stages." + stage + "." + j, widths.get(stage));
            }
        }
        norm(shapes, "norm", embeddingSize());
        layer(shapes, "head_audioset", classes, embeddingSize());
        return shapes;
    }

    private static void block(Map<String, Shape> shapes, String name, int width) {
        shapes.put(name + ".gamma", Shape.of(width));
        layer(shapes, name + ".dwconv", width, 1, KERNEL, KERNEL);
        norm(shapes, name + ".norm", width);
        layer(shapes, name + ".pwconv1", EXPANSION * width, width);
        layer(shapes, name + ".pwconv2", width, EXPANSION * width);
    }

    private static void norm(Map<String, Shape> shapes, String name, int width) {
        layer(shapes, name, width);
    }

    /** A weight of the given shape and a bias for each of its first axis. */
    private static void layer(Map<String, Shape> shapes, String name, int... weight) {
        shapes.put(name + ".weight", Shape.of(weight));
        shapes.put(name + ".bias", Shape.of(weight[0]));
    }

    /** The architecture that a checkpoint's shapes imply, if they are those of a ConvNeXt. */
    static Optional<Backbone> recognise(Map<String, Shape> shapes) {
        Shape patches = shapes.get("downsample_layers.0.0.weight");
        Shape head = shapes.get("head_audioset.weight");
        if (patches == null || patches.rank() != 4 || head == null || head.rank() != 2) {
            return Optional.empty();
        }
        Shape bn0 = shapes.getOrDefault("bn0.weight", Shape.of(224));
        List<Integer> depths = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        for (int stage = 0; stage < STAGES; stage++) {
            Shape gamma = shapes.get("stages." + stage + ".0.gamma");
            if (gamma == null || gamma.rank() != 1) {
                return Optional.empty();
            }
            widths.add(gamma.get(0));
            depths.add(blocks(shapes, stage));
        }
        return Stem.withKernel(patches.get(2), patches.get(3))
                .map(stem -> new ConvNeXt(depths, widths, stem, bn0.count(), head.get(0)));
    }

    private static int blocks(Map<String, Shape> shapes, int stage) {
        int j = 0;
        while (shapes.containsKey("stages." + stage + "." + j + ".gamma")) {
            j++;
        }
        return j;
    }

    @Override
    public String describe() {
        return "ConvNeXt depths " + list(depths) + " widths " + list(widths);
    }

    private static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public int embeddingSize() {
        return widths.get(STAGES - 1);
    }

    @Override
    public int minFrames() {
        int rows = 1 << (STAGES - 1);
        return (rows - 1) * stem.window().strideT()
                + stem.kernelT()
                - 2 * stem.window().padT();
    }
}
