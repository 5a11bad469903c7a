package io.otolex.model.backbone;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.checkpoint.KeyLayout;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.program.Activation;
import io.otolex.model.program.Kernel;
import io.otolex.model.program.Program;
import io.otolex.model.program.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * EfficientAT's MobileNetV3 (arXiv 2211.04772): MobileNetV3-Large (arXiv 1905.02244) of any width, with its own log-mel.
 *
 * @param blocks the inverted residuals, of which there are fifteen
 * @param stem channels of the first map
 * @param hidden values between the two layers of the head
 * @param classes logits
 * @param frontEnd the log-mel that it reads
 */
public record EfficientAt(List<Block> blocks, int stem, int hidden, int classes, LogMelSpec frontEnd)
        implements Backbone {

    /*
     * Width 1, 10 s; bands come before frames here, as in the kernels of the published files:
     *
     * [N, 128, 1000,   1]  log-mel, (x + 4.5) / 5
     * [N,  64,  500,  16]  stem
     * [N,   4,   32, 160]  fifteen inverted residuals, five of stride two
     * [N,   4,   32, 960]  pointwise
     * [N, 960]             mean over all: the scene embedding
     * [N, 527]             two linear layers
     */

    /**
     * An inverted residual: widen, filter each channel, gate, narrow.
     *
     * @param widened channels between
     * @param out channels that come out
     * @param gate values that all channels are squeezed into to gate each, or 0 for no gate
     */
    public record Block(int widened, int out, int gate) {}

    private static final int[] KERNELS = {3, 3, 3, 5, 5, 5, 3, 3, 3, 3, 3, 3, 5, 5, 5};
    private static final int[] STRIDES = {1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1};
    private static final int[] WIDENED = {16, 64, 72, 72, 120, 120, 240, 200, 184, 184, 480, 672, 672, 960, 960};
    private static final int[] OUT = {16, 24, 24, 40, 40, 40, 80, 80, 80, 80, 112, 112, 160, 160, 160};
    private static final int RECTIFIED = 6; // blocks up to here rectify, later ones use hard-swish
    private static final int LAST_EXPANSION = 6;
    private static final double EPS = 1e-3;
    private static final double MEAN = -4.5;
    private static final double DEVIATION = 5;

    static final Family FAMILY = new Family("EfficientAT", KeyLayout.asWritten(), members(), EfficientAt::recognise);

    public EfficientAt {
        blocks = List.copyOf(blocks);
        if (blocks.size() != KERNELS.length) {
            throw new IllegalArgumentException(KERNELS.length + " blocks are needed, not " + blocks.size());
        }
    }

    private static Map<String, EfficientAt> members() {
        Map<String, EfficientAt> members = new LinkedHashMap<>();
        members.put("mn04", ofWidth(0.4));
        members.put("mn05", ofWidth(0.5));
        members.put("mn10", ofWidth(1));
        members.put("mn20", ofWidth(2));
        members.put("mn30", ofWidth(3));
        members.put("mn40", ofWidth(4));
        return members;
    }

    private static EfficientAt ofWidth(double width) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < KERNELS.length; i++) {
            int widened = multipleOfEight(WIDENED[i] * width);
            boolean gated = KERNELS[i] == 5 || i == 10 || i == 11;
            int gate = gated ? multipleOfEight(widened / 4.0) : 0;
            blocks.add(new Block(widened, multipleOfEight(OUT[i] * width), gate));
        }
        int stem = multipleOfEight(16 * width);
        return new EfficientAt(blocks, stem, multipleOfEight(1280 * width), 527, LogMelSpec.EFFICIENT_AT);
    }

    /** The nearest multiple, but no more than a tenth below. */
    private static int multipleOfEight(double channels) {
        int nearest = Math.max(8, (int) (channels + 4) / 8 * 8);
        return nearest < 0.9 * channels ? nearest + 8 : nearest;
    }

    @Override
    public Program program(double dropPath) {
        var p = new Program.Builder();
        Value x = p.inward(p.standardise(p.inputBandsFirst(), MEAN, DEVIATION));
        x = convolution(p, x, "features.0", Kernel.centred(stem, 3, 2), Activation.HARDSWISH);
        for (int i = 0; i < blocks.size(); i++) {
            x = block(p, x, i, dropPath * i / (blocks.size() - 1));
        }
        Kernel last = Kernel.pointwise(LAST_EXPANSION * x.channels());
        Value map = p.outward(convolution(p, x, "features.16", last, Activation.HARDSWISH));
        Value scene = p.mean(map, 1, 2);
        Value inner = p.activate(p.linear(scene, "classifier.2", hidden), Activation.HARDSWISH);
        return p.returning(map, p.linear(inner, "classifier.5", classes), scene);
    }

    private Value block(Program.Builder p, Value x, int index, double dropPath) {
        Block block = blocks.get(index);
        String name = "features." + (index + 1) + ".block.";
        Activation activation = index < RECTIFIED ? Activation.RELU : Activation.HARDSWISH;
        int part = 0;
        Value h = x;
        if (block.widened != x.channels()) {
            h = convolution(p, h, name + part++, Kernel.pointwise(block.widened), activation);
        }
        Kernel filter =
                Kernel.centred(block.widened, KERNELS[index], STRIDES[index]).grouped(block.widened);
        h = convolution(p, h, name + part++, filter, activation);
        if (block.gate > 0) {
            h = gate(p, h, name + part++ + ".conc_se_layers.0", block.gate);
        }
        Value y = normed(p, h, name + part, Kernel.pointwise(block.out));
        boolean residual = STRIDES[index] == 1 && block.out == x.channels();
        return residual ? p.add(x, p.dropPath(y, dropPath)) : y;
    }

    /** Squeeze and excitation (arXiv 1709.01507): each channel times what all channels together make of it. */
    private static Value gate(Program.Builder p, Value x, String name, int size) {
        Value squeezed = p.activate(p.linear(p.squeeze(x), name + ".fc1", size), Activation.RELU);
        return p.multiply(x, p.activate(p.linear(squeezed, name + ".fc2", x.channels()), Activation.SIGMOID));
    }

    private static Value convolution(Program.Builder p, Value x, String name, Kernel kernel, Activation activation) {
        return p.activate(normed(p, x, name, kernel), activation);
    }

    private static Value normed(Program.Builder p, Value x, String name, Kernel kernel) {
        return p.batchNorm(p.conv2d(x, name + ".0", kernel.withoutBias()), name + ".1", EPS);
    }

    private static Optional<EfficientAt> recognise(Map<String, Shape> shapes, Hints hints) {
        if (!shapes.containsKey("features.16.0.weight") || !shapes.containsKey("features.1.block.0.0.weight")) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        for (int i = 1; i <= KERNELS.length; i++) {
            String name = "features." + i + ".block.";
            int gate = 0;
            int last = 0;
            for (int part = 1; part <= 3; part++) {
                gate += Family.size(shapes, name + part + ".conc_se_layers.0.fc1.weight", 0);
                last = shapes.containsKey(name + part + ".0.weight") ? part : last;
            }
            int widened = Family.size(shapes, name + "0.0.weight", 0);
            blocks.add(new Block(widened, Family.size(shapes, name + last + ".0.weight", 0), gate));
        }
        return Optional.of(new EfficientAt(
                blocks,
                Family.size(shapes, "features.0.0.weight", 0),
                Family.size(shapes, "classifier.2.weight", 0),
                Family.size(shapes, "classifier.5.weight", 0),
                hints.frontEnd().orElse(LogMelSpec.EFFICIENT_AT)));
    }

    @Override
    public String describe() {
        return "EfficientAT MobileNetV3 stem " + stem + " embedding " + embeddingSize() + " hidden " + hidden;
    }
}
