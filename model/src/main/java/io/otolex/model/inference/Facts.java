package io.otolex.model.inference;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a user says of a checkpoint that neither its shapes nor its header say, behind its source: {@code
 * model.pth#stem=504x56&pooling=mean}.
 *
 * @param values by the names of the header's entries, without {@code otolex.}
 */
public record Facts(Map<String, String> values) {

    public static final Facts NONE = new Facts(Map.of());

    private static final Pattern FRAGMENT =
            Pattern.compile("#(?<facts>(?:stem|pooling)=[\\w-]+(?:&(?:stem|pooling)=[\\w-]+)*)$");

    public Facts {
        values = Map.copyOf(values);
    }

    /** Those at the end of a setting; anything else behind a {@code #} is none of them. */
    static Facts at(String setting) {
        Matcher fragment = FRAGMENT.matcher(setting);
        if (!fragment.find()) {
            return NONE;
        }
        Map<String, String> values = new TreeMap<>();
        for (String fact : fragment.group("facts").split("&", -1)) {
            values.put(fact.substring(0, fact.indexOf('=')), fact.substring(fact.indexOf('=') + 1));
        }
        return new Facts(values);
    }

    static String without(String setting) {
        return FRAGMENT.matcher(setting).replaceFirst("");
    }

    Map<String, String> asMetadata() {
        return values.entrySet().stream()
                .collect(Collectors.toMap(fact -> "otolex." + fact.getKey(), Map.Entry::getValue));
    }

    /** Tells the programs of one checkpoint apart. */
    String suffix() {
        return new TreeMap<>(values).values().stream().map(value -> "-" + value).collect(Collectors.joining());
    }
}
