package io.otolex.model.backbone;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.checkpoint.KeyLayout;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
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
 * ConvNeXt (arXiv 2201.03545) and ConvNeXt V2 (arXiv 2301.00808) as audio taggers (arXiv 2306.00830).
 *
 * @param version what keeps the channels of a block apart
 * @param depths blocks of each of the four stages
 * @param widths channels of each stage
 * @param stem how the log-mel is cut into patches
 * @param form the ends that make it a tagger of sounds
 */
public record ConvNeXt(Version version, List<Integer> depths, List<Integer> widths, Stem stem, AudioForm form)
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

    /** What keeps the channels of a block apart. */
    public enum Version {
        /** Layer scale: a learned factor for each channel behind the block. */
        V1("ConvNeXt"),
        /** Global response norm between its two linear layers. */
        V2("ConvNeXt V2");

        private final String published;

        Version(String published) {
            this.published = published;
        }
    }

    private static final int STAGES = 4;
    private static final int EXPANSION = 4;
    private static final int KERNEL = 7;
    private static final double EPS = 1e-6;

    static final Family FAMILY = new Family("ConvNeXt", layout(), members(), ConvNeXt::recognise);

    public ConvNeXt {
        depths = List.copyOf(depths);
        widths = List.copyOf(widths);
        if (depths.size() != STAGES || widths.size() != STAGES) {
            throw new IllegalArgumentException("four stages are needed, not " + depths + " blocks of " + widths);
        }
    }

    /** Zepto and its wide and deep forms are ours; atto to nano of V1 are timm's; the others are the papers'. */
    private static Map<String, ConvNeXt> members() {
        Map<String, ConvNeXt> members = new LinkedHashMap<>();
        members.put("convnext_zepto", member(Version.V1, 24, 2, 6));
        members.put("convnext_zepto_wide", member(Version.V1, List.of(24, 48, 96, 384), List.of(2, 2, 6, 2)));
        members.put("convnext_zepto_deep", member(Version.V1, List.of(24, 48, 96, 384), List.of(2, 2, 9, 3)));
        members.put("convnext_atto", member(Version.V1, 40, 2, 6));
        members.put("convnext_femto", member(Version.V1, 48, 2, 6));
        members.put("convnext_pico", member(Version.V1, 64, 2, 6));
        members.put("convnext_nano", member(Version.V1, 80, 2, 8));
        members.put("convnext_tiny", member(Version.V1, 96, 3, 9));
        members.put("convnext_small", member(Version.V1, 96, 3, 27));
        members.put("convnext_base", member(Version.V1, 128, 3, 27));
        members.put("convnext_large", member(Version.V1, 192, 3, 27));
        members.put("convnext_xlarge", member(Version.V1, 256, 3, 27));
        members.put("convnextv2_atto", member(Version.V2, 40, 2, 6));
        members.put("convnextv2_femto", member(Version.V2, 48, 2, 6));
        members.put("convnextv2_pico", member(Version.V2, 64, 2, 6));
        members.put("convnextv2_nano", member(Version.V2, 80, 2, 8));
        members.put("convnextv2_tiny", member(Version.V2, 96, 3, 9));
        members.put("convnextv2_base", member(Version.V2, 128, 3, 27));
        members.put("convnextv2_large", member(Version.V2, 192, 3, 27));
        members.put("convnextv2_huge", member(Version.V2, 352, 3, 27));
        return members;
    }

    /** Channels of the first stage; blocks of all stages but the third; blocks of the third. */
    private static ConvNeXt member(Version version, int width, int depth, int third) {
        List<Integer> widths = List.of(width, 2 * width, 4 * width, 8 * width);
        return member(version, widths, List.of(depth, depth, third, depth));
    }

    private static ConvNeXt member(Version version, List<Integer> widths, List<Integer> depths) {
        return new ConvNeXt(version, depths, widths, Stem.PATCH_4X4, AudioForm.AUDIOSET);
    }

    @Override
    public Program program(double dropPath) {
        var p = new Program.Builder();
        Value x = form.input(p);
        for (int stage = 0; stage < STAGES; stage++) {
            x = stage == 0 ? patchify(p, x) : downsample(p, x, stage);
            int cells = 1 << (STAGES - 1 - stage);
            for (int j = 0; j < depths.get(stage); j++) {
                x = block(p, x, "stages." + stage + "." + j, cells, dropPath * share(stage, j));
            }
        }
        Value map = p.outward(x);
        Value scene = p.layerNorm(form.pooled(p, map), "norm", EPS);
        return p.returning(map, p.linear(scene, "head_audioset", form.classes()), scene);
    }

    /** [N, T, F, 1] to [N, T', F', C]. */
    private Value patchify(Program.Builder p, Value x) {
        Value patches = p.conv2d(x, "downsample_layers.0.0", stem.kernel(widths.get(0)));
        return p.layerNorm(patches, "downsample_layers.0.1", EPS);
    }

    /** Halves T and F; an odd last row is dropped. */
    private Value downsample(Program.Builder p, Value x, int stage) {
        String name = "downsample_layers." + stage;
        Value normed = p.layerNorm(x, name + ".0", EPS);
        return p.conv2d(normed, name + ".1", Kernel.square(widths.get(stage), 2, Window.square(2, 0)));
    }

    /** Depthwise 7x7, LayerNorm, two pointwise layers with a GELU between, residual; nothing else mixes places. */
    private Value block(Program.Builder p, Value x, String name, int cells, double dropPath) {
        int width = x.channels();
        Value h = p.conv2d(
                p.visible(x, cells),
                name + ".dwconv",
                Kernel.centred(width, KERNEL, 1).grouped(width));
        h = p.linear(p.layerNorm(h, name + ".norm", EPS), name + ".pwconv1", EXPANSION * width);
        h = p.activate(h, Activation.GELU);
        if (version == Version.V2) {
            h = p.responseNorm(p.visible(h, cells), name + ".grn", EPS);
        }
        h = p.linear(h, name + ".pwconv2", width);
        if (version == Version.V1) {
            h = p.scale(h, name + ".gamma");
        }
        return p.add(x, p.dropPath(h, dropPath));
    }

    /** From 0 at the first block of all to 1 at the last, linearly. */
    private double share(int stage, int j) {
        int before =
                depths.subList(0, stage).stream().mapToInt(Integer::intValue).sum();
        int blocks = depths.stream().mapToInt(Integer::intValue).sum();
        return blocks == 1 ? 0 : (before + j) / (blocks - 1.0);
    }

    /**
     * Of the official repositories, whose pre-training keeps sparse convolutions as (places, in, out); of timm, whose
     * small models keep linear layers as 1x1 convolutions; of CoNeTTE. The names here are the published tagger's.
     */
    private static KeyLayout layout() {
        String block = "stages\\.(\\d+)\\.(?:blocks\\.)?(\\d+)\\.";
        return KeyLayout.asWritten()
                .drop("(mask_token|(proj|decoder|pred)\\..*)")
                .rename("encoder\\.(downsample_layers\\.\\d\\.\\d)\\.(?:ln\\.)?(weight|bias)", "$1.$2")
                .rename("encoder\\.(downsample_layers\\.\\d\\.\\d)\\.kernel", "$1.weight")
                .rename("encoder\\." + block + "dwconv\\.kernel", "stages.$1.$2.dwconv.weight")
                .rename("encoder\\." + block + "(\\w+)\\.(?:ln\\.|linear\\.)?(weight|bias)", "stages.$1.$2.$3.$4")
                .rename("(?:encoder\\.)?" + block + "(?:mlp\\.)?grn\\.(?:gamma|weight)", "stages.$1.$2.grn.weight")
                .rename("(?:encoder\\.)?" + block + "(?:mlp\\.)?grn\\.(?:beta|bias)", "stages.$1.$2.grn.bias")
                .rename("stem\\.([01])\\.(.*)", "downsample_layers.0.$1.$2")
                .rename("stages\\.(\\d+)\\.downsample\\.([01])\\.(.*)", "downsample_layers.$1.$2.$3")
                .rename(block + "conv_dw\\.(.*)", "stages.$1.$2.dwconv.$3")
                .rename(block + "mlp\\.fc([12])\\.(.*)", "stages.$1.$2.pwconv$3.$4")
                .rename(block + "scale_layer", "stages.$1.$2.gamma")
                .rename(block + "(gamma|norm\\..*)", "stages.$1.$2.$3")
                .rename("head\\.norm\\.(.*)", "norm.$1")
                .rename("head\\.(?:fc\\.)?(weight|bias)", "head_audioset.$1")
                .reshape("stages\\..*\\.pwconv[12]\\.weight", weight -> weight.withoutTrailingOnes(2))
                .reshape("stages\\..*\\.grn\\.(weight|bias)", Tensor::asVector)
                .reshape(".*\\.bias", Tensor::asVector)
                .reshape("stages\\..*\\.dwconv\\.weight", SparseKernels::depthwise)
                .reshape("downsample_layers\\.[123]\\.1\\.weight", SparseKernels::dense);
    }

    private static Optional<ConvNeXt> recognise(Map<String, Shape> shapes, Hints hints) throws CheckpointException {
        List<Integer> depths = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        for (int stage = 0; stage < STAGES; stage++) {
            depths.add(Family.count(shapes, "stages." + stage + ".", ".dwconv.weight"));
            widths.add(Family.size(shapes, "stages." + stage + ".0.dwconv.weight", 0));
        }
        String patches = "downsample_layers.0.0.weight";
        if (depths.contains(0) || widths.contains(0) || !shapes.containsKey(patches)) {
            return Optional.empty();
        }
        Stem stem = Stem.of(Family.size(shapes, patches, 2), Family.size(shapes, patches, 3), hints);
        Version version = shapes.containsKey("stages.0.0.grn.weight") ? Version.V2 : Version.V1;
        AudioForm form = hints.form(Family.size(shapes, "head_audioset.weight", 0));
        return Optional.of(new ConvNeXt(version, depths, widths, stem, form));
    }

    @Override
    public Optional<String> assumption(Map<String, String> metadata) {
        return stem.assumption(metadata);
    }

    @Override
    public LogMelSpec frontEnd() {
        return form.frontEnd();
    }

    @Override
    public String describe() {
        return version.published + " depths " + list(depths) + " widths " + list(widths) + " stem " + stem.name()
                + form.describe();
    }

    private static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
