package io.otolex.model.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How projects name the tensors of the same architecture, and what they must be called here.
 *
 * <p>Each rule is a pattern over a whole name and what becomes of it; the first that matches counts, and a name that none
 * matches stays as it is. The reshapers then work on the new names.
 */
public final class KeyLayout {

    /** What tools put in front of every name when they wrap a network. */
    private static final Pattern WRAPPERS = Pattern.compile("(module\\.|_orig_mod\\.)+");

    private record Rule(Pattern from, @Nullable Function<MatchResult, String> to) {}

    private record Reshaper(Pattern name, UnaryOperator<Tensor> values) {}

    /**
     * A checkpoint's tensor under the name that it has here.
     *
     * @param original what the file calls it
     */
    public record Named(String original, Tensor tensor) {}

    private final List<Rule> rules;
    private final List<Reshaper> reshapers;

    private KeyLayout(List<Rule> rules, List<Reshaper> reshapers) {
        this.rules = rules;
        this.reshapers = reshapers;
    }

    /** Every name stays as it is. */
    public static KeyLayout asWritten() {
        return new KeyLayout(List.of(), List.of());
    }

    /** {@code to} may refer to groups of {@code from} as {@code $1}. */
    public KeyLayout rename(String from, String to) {
        Pattern pattern = Pattern.compile(from);
        return with(new Rule(pattern, match -> pattern.matcher(match.group()).replaceFirst(to)));
    }

    /** For names that hold numbers to be counted from elsewhere. */
    public KeyLayout rename(String from, Function<MatchResult, String> to) {
        return with(new Rule(Pattern.compile(from), to));
    }

    /** For tensors that the network has no use for, such as a decoder of its pre-training. */
    public KeyLayout drop(String pattern) {
        return with(new Rule(Pattern.compile(pattern), null));
    }

    /** Brings tensors of the given new name into the shape that they have here. */
    public KeyLayout reshape(String name, UnaryOperator<Tensor> values) {
        List<Reshaper> more = new ArrayList<>(reshapers);
        more.add(new Reshaper(Pattern.compile(name), values));
        return new KeyLayout(rules, List.copyOf(more));
    }

    private KeyLayout with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new KeyLayout(List.copyOf(more), reshapers);
    }

    /** The tensors under the names that they have here. */
    public Map<String, Named> translate(Map<String, Tensor> tensors) throws CheckpointException {
        Map<String, Named> translated = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            String name = renamed(WRAPPERS.matcher(entry.getKey()).replaceFirst(""));
            if (name.isEmpty()) {
                continue;
            }
            var named = new Named(entry.getKey(), reshaped(name, entry.getValue()));
            Named other = translated.put(name, named);
            if (other != null) {
                throw new CheckpointException("two tensors of the checkpoint are both " + name + ": " + other.original
                        + " and " + named.original);
            }
        }
        return translated;
    }

    private String renamed(String name) {
        for (Rule rule : rules) {
            Matcher matcher = rule.from.matcher(name);
            if (matcher.matches()) {
                return rule.to == null ? "" : rule.to.apply(matcher);
            }
        }
        return name;
    }

    private Tensor reshaped(String name, Tensor tensor) {
        return reshapers.stream()
                .filter(reshaper -> reshaper.name.matcher(name).matches())
                .map(reshaper -> reshaper.values.apply(tensor))
                .findFirst()
                .orElse(tensor);
    }
}
