package io.otolex.model.backbone;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.checkpoint.KeyLayout;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.program.Activation;
import io.otolex.model.program.Kernel;
import io.otolex.model.program.Program;
import io.otolex.model.program.Value;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * ConvMixer (arXiv 2201.09792) as an audio tagger: one map of patches, mixed in place and across channels by turns.
 *
 * @param width channels of the map
 * @param depth blocks
 * @param kernel size of the depthwise kernels, odd
 * @param stem how the log-mel is cut into patches
 * @param activation behind every convolution
 * @param form the ends that make it a tagger of sounds
 */
public record ConvMixer(int width, int depth, int kernel, Stem stem, Activation activation, AudioForm form)
        implements Backbone {

    /*
     * 1024/20, 10 s:
     *
     * [N, 1001, 224,    1]  log-mel, bn0 for each band
     * [N,   71,  16, 1024]  patches of 14 x 14; the last 7 frames fill none
     * [N, 1024]             mean over F, then max + mean over T: the scene embedding
     * [N, 527]              logits
     *
     * The batch norms stand behind the activations, where no convolution before them can take them in.
     */

    private static final double EPS = 1e-5;

    static final Family FAMILY = new Family("ConvMixer", layout(), members(), ConvMixer::recognise);

    private static Map<String, ConvMixer> members() {
        Map<String, ConvMixer> members = new LinkedHashMap<>();
        members.put("convmixer_1024_20_ks9_p14", member(1024, 20, 9, 14));
        members.put("convmixer_768_32", member(768, 32, 7, 7));
        members.put("convmixer_1536_20", member(1536, 20, 9, 7));
        return members;
    }

    private static ConvMixer member(int width, int depth, int kernel, int patch) {
        return new ConvMixer(
                width, depth, kernel, Stem.tiles(patch, patch), activation(width, depth), AudioForm.AUDIOSET);
    }

    /** The published 768/32 was trained with ReLU, all others with GELU; no tensor tells. */
    private static Activation activation(int width, int depth) {
        return width == 768 && depth == 32 ? Activation.RELU : Activation.GELU;
    }

    @Override
    public Program program(double dropPath) {
        var p = new Program.Builder();
        Value x = mixed(p, form.input(p), "stem.0", "stem.2", stem.kernel(width));
        for (int i = 0; i < depth; i++) {
            String name = "blocks." + i;
            Kernel depthwise = Kernel.centred(width, kernel, 1).grouped(width);
            Value h = mixed(p, x, name + ".0.fn.0", name + ".0.fn.2", depthwise);
            x = p.add(x, p.dropPath(h, dropPath * i / Math.max(1, depth - 1)));
            x = mixed(p, x, name + ".1", name + ".3", Kernel.pointwise(width));
        }
        Value map = p.outward(x);
        Value scene = form.pooled(p, map);
        return p.returning(map, p.linear(scene, "head", form.classes()), scene);
    }

    private Value mixed(Program.Builder p, Value x, String conv, String norm, Kernel kernel) {
        return p.batchNorm(p.activate(p.conv2d(x, conv, kernel), activation), norm, EPS);
    }

    /** The names are timm's. The authors number all layers through: two of the stem, the blocks, three of the head. */
    private static KeyLayout layout() {
        return KeyLayout.asWritten()
                .rename("([02])\\.(.*)", "stem.$1.$2")
                .rename("(\\d+)\\.(0\\.fn\\.[02]|[13])\\.(.*)", match -> {
                    int block = Integer.parseInt(match.group(1)) - 3;
                    return "blocks." + block + "." + match.group(2) + "." + match.group(3);
                })
                .rename("\\d+\\.(weight|bias)", "head.$1");
    }

    private static Optional<ConvMixer> recognise(Map<String, Shape> shapes, Hints hints) {
        int kernel = Family.size(shapes, "blocks.0.0.fn.0.weight", 2);
        int patchT = Family.size(shapes, "stem.0.weight", 2);
        int patchF = Family.size(shapes, "stem.0.weight", 3);
        if (kernel == 0 || patchT == 0 || patchF == 0) {
            return Optional.empty();
        }
        int width = Family.size(shapes, "stem.0.weight", 0);
        int depth = Family.count(shapes, "blocks.", ".1.weight");
        AudioForm form = hints.form(Family.size(shapes, "head.weight", 0));
        return Optional.of(
                new ConvMixer(width, depth, kernel, Stem.tiles(patchT, patchF), activation(width, depth), form));
    }

    @Override
    public LogMelSpec frontEnd() {
        return form.frontEnd();
    }

    @Override
    public String describe() {
        return "ConvMixer " + width + "/" + depth + " kernel " + kernel + " stem " + stem.name() + " "
                + activation.name().toLowerCase(Locale.ROOT) + form.describe();
    }
}
