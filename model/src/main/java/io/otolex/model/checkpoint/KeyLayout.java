package io.otolex.model.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How projects name the tensors of the same network; everything here speaks the names of the published tagger.
 *
 * <p>Each rule is a pattern over a whole name and what it becomes; a name that no rule matches stays as it is.
 */
public final class KeyLayout {

    private record Rule(Pattern from, String to) {}

    private static Rule rule(String from, String to) {
        return new Rule(Pattern.compile(from), to);
    }

    /** timm 1.0: {@code stages.0.blocks.1.mlp.fc1.weight}. */
    private static final Rule[] TIMM = {
        rule("stem\\.([01])\\.(.*)", "downsample_layers.0.$1.$2"),
        rule("stages\\.(\\d+)\\.downsample\\.([01])\\.(.*)", "downsample_layers.$1.$2.$3"),
        rule("stages\\.(\\d+)\\.blocks\\.(\\d+)\\.conv_dw\\.(.*)", "stages.$1.$2.dwconv.$3"),
        rule("stages\\.(\\d+)\\.blocks\\.(\\d+)\\.mlp\\.fc([12])\\.(.*)", "stages.$1.$2.pwconv$3.$4"),
        rule("stages\\.(\\d+)\\.blocks\\.(\\d+)\\.(gamma|norm\\..*)", "stages.$1.$2.$3"),
        rule("head\\.norm\\.(.*)", "norm.$1"),
        rule("head\\.fc\\.(.*)", "head_audioset.$1"),
    };

    /** The ImageNet repository says {@code head}, CoNeTTE says {@code scale_layer} for layer scale. */
    private static final Rule[] OFFICIAL = {
        rule("head\\.(weight|bias)", "head_audioset.$1"), rule("(stages\\..*)\\.scale_layer", "$1.gamma"),
    };

    private KeyLayout() {}

    /** The tensors under published names, in a map of the caller's own. */
    public static Map<String, Tensor> published(Map<String, Tensor> tensors) throws CheckpointException {
        Rule[] rules = tensors.containsKey("stem.0.weight") ? TIMM : OFFICIAL;
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            String name = rename(rules, entry.getKey());
            if (renamed.put(name, flatPointwise(name, entry.getValue())) != null) {
                throw new CheckpointException("two tensors of the checkpoint are both " + name);
            }
        }
        return renamed;
    }

    private static String rename(Rule[] rules, String name) {
        for (Rule rule : rules) {
            var matcher = rule.from.matcher(name);
            if (matcher.matches()) {
                return matcher.replaceFirst(rule.to);
            }
        }
        return name;
    }

    /** timm's small models keep the pointwise layers as 1x1 convolutions: (4C, C, 1, 1) is (4C, C). */
    private static Tensor flatPointwise(String name, Tensor tensor) {
        Shape shape = tensor.shape();
        boolean pointwise = name.matches("stages\\..*\\.pwconv[12]\\.weight");
        return pointwise && shape.rank() == 4 && shape.get(2) == 1 && shape.get(3) == 1
                ? tensor.reshaped(Shape.of(shape.get(0), shape.get(1)))
                : tensor;
    }
}
