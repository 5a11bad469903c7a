package io.otolex.model.backbone;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.checkpoint.KeyLayout;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.program.Activation;
import io.otolex.model.program.Kernel;
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
 * ResNeSt (arXiv 2004.08955) with split attention of two paths, deep stem and average down-sampling, as an audio tagger.
 *
 * @param depths blocks of each of the four layers
 * @param stem channels of the first two convolutions
 * @param form the ends that make it a tagger of sounds
 */
public record ResNeSt(List<Integer> depths, int stem, AudioForm form) implements Backbone {

    /*
     * ResNeSt-50, 10 s:
     *
     * [N, 1001, 224,    1]  log-mel, bn0 for each band
     * [N,  501, 112,   64]  deep stem: three 3x3
     * [N,  251,  56,   64]  maximum of 3x3
     * [N,  251,  56,  256]  layer 1
     * [N,  126,  28,  512]  layer 2
     * [N,   63,  14, 1024]  layer 3
     * [N,   32,   7, 2048]  layer 4
     * [N, 2048]             mean over F, then max + mean over T: the scene embedding
     * [N, 527]              logits
     */

    private static final int LAYERS = 4;
    private static final int FIRST_WIDTH = 64;
    private static final int EXPANSION = 4;
    private static final int PATHS = 2;
    private static final int LEAST_ATTENTION = 32;
    private static final double EPS = 1e-5;

    static final Family FAMILY = new Family("ResNeSt", KeyLayout.asWritten(), members(), ResNeSt::recognise);

    public ResNeSt {
        depths = List.copyOf(depths);
        if (depths.size() != LAYERS) {
            throw new IllegalArgumentException("four layers are needed, not " + depths + " blocks");
        }
    }

    private static Map<String, ResNeSt> members() {
        Map<String, ResNeSt> members = new LinkedHashMap<>();
        members.put("resnest50d", new ResNeSt(List.of(3, 4, 6, 3), 32, AudioForm.AUDIOSET));
        members.put("resnest101e", new ResNeSt(List.of(3, 4, 23, 3), 64, AudioForm.AUDIOSET));
        members.put("resnest200e", new ResNeSt(List.of(3, 24, 36, 3), 64, AudioForm.AUDIOSET));
        members.put("resnest269e", new ResNeSt(List.of(3, 30, 48, 8), 64, AudioForm.AUDIOSET));
        return members;
    }

    @Override
    public Program program(double dropPath) {
        var p = new Program.Builder();
        Value x = p.maxPool(deepStem(p, form.input(p)), 3, Window.square(2, 1));
        int blocks = depths.stream().mapToInt(Integer::intValue).sum();
        int before = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int j = 0; j < depths.get(layer); j++) {
                int stride = layer > 0 && j == 0 ? 2 : 1;
                double rate = dropPath * before++ / Math.max(1, blocks - 1);
                x = bottleneck(p, x, "layer" + (layer + 1) + "." + j, FIRST_WIDTH << layer, stride, rate);
            }
        }
        Value map = p.outward(x);
        Value scene = form.pooled(p, map);
        return p.returning(map, p.linear(scene, "fc", form.classes()), scene);
    }

    /** Three 3x3 convolutions instead of one 7x7; halves T and F. */
    private Value deepStem(Program.Builder p, Value x) {
        Value h = rectified(p, x, "conv1.0", "conv1.1", Kernel.centred(stem, 3, 2));
        h = rectified(p, h, "conv1.3", "conv1.4", Kernel.centred(stem, 3, 1));
        return rectified(p, h, "conv1.6", "bn1", Kernel.centred(2 * stem, 3, 1));
    }

    /** Narrow, attend, widen; where it halves, means of 3x3 do so behind the attention. */
    private static Value bottleneck(Program.Builder p, Value x, String name, int width, int stride, double dropPath) {
        Value h = rectified(p, x, name + ".conv1", name + ".bn1", Kernel.pointwise(width));
        h = splitAttention(p, h, name + ".conv2");
        h = stride > 1 ? p.meanPool(h, 3, Window.square(stride, 1)) : h;
        h = normed(p, h, name + ".conv3", name + ".bn3", Kernel.pointwise(EXPANSION * width));
        Value y = p.add(p.dropPath(h, dropPath), shortcut(p, x, name + ".downsample", h.channels(), stride));
        return p.activate(y, Activation.RELU);
    }

    /** Two paths see the map each in its own way; what both hold on average decides, for each channel, which counts. */
    private static Value splitAttention(Program.Builder p, Value x, String name) {
        int width = x.channels();
        Kernel paths = Kernel.centred(PATHS * width, 3, 1).grouped(PATHS);
        Value h = rectified(p, x, name + ".conv", name + ".bn0", paths);
        int inner = Math.max(width * PATHS / 4, LEAST_ATTENTION);
        Value a = p.conv2d(p.squeeze(p.sumOfHalves(h)), name + ".fc1", Kernel.pointwise(inner));
        a = p.activate(p.batchNorm(a, name + ".bn1", EPS), Activation.RELU);
        return p.mixOfHalves(h, p.conv2d(a, name + ".fc2", Kernel.pointwise(PATHS * width)));
    }

    private static Value shortcut(Program.Builder p, Value x, String name, int width, int stride) {
        if (x.channels() == width) {
            return x;
        }
        Value tiles = stride > 1 ? p.meanOfTiles(x, stride) : x;
        return normed(p, tiles, name + ".1", name + ".2", Kernel.pointwise(width));
    }

    private static Value rectified(Program.Builder p, Value x, String conv, String norm, Kernel kernel) {
        return p.activate(normed(p, x, conv, norm, kernel), Activation.RELU);
    }

    private static Value normed(Program.Builder p, Value x, String conv, String norm, Kernel kernel) {
        return p.batchNorm(p.conv2d(x, conv, kernel.withoutBias()), norm, EPS);
    }

    private static Optional<ResNeSt> recognise(Map<String, Shape> shapes, Hints hints) {
        if (!shapes.containsKey("conv1.0.weight") || !shapes.containsKey("layer1.0.conv2.fc1.weight")) {
            return Optional.empty();
        }
        List<Integer> depths = new ArrayList<>();
        for (int layer = 1; layer <= LAYERS; layer++) {
            depths.add(Family.count(shapes, "layer" + layer + ".", ".conv1.weight"));
        }
        AudioForm form = hints.form(Family.size(shapes, "fc.weight", 0));
        return Optional.of(new ResNeSt(depths, Family.size(shapes, "conv1.0.weight", 0), form));
    }

    @Override
    public LogMelSpec frontEnd() {
        return form.frontEnd();
    }

    @Override
    public String describe() {
        String layers = depths.stream().map(String::valueOf).collect(Collectors.joining(","));
        return "ResNeSt depths " + layers + " stem " + stem + form.describe();
    }
}
