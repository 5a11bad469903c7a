package io.otolex.service.tags;

import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The options of one request, from its query and its form; what is not understood is refused by name. */
public final class Parameters {

    private final Map<String, String[]> given;

    private Parameters(Map<String, String[]> given) {
        this.given = given;
    }

    /** Refuses names other than {@code known}: a misspelt option must not be ignored in silence. */
    public static Parameters of(HttpServletRequest request, Set<String> known) {
        Map<String, String[]> given = read(request);
        var unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            String field = unknown.first();
            throw Problem.invalidOption(
                            field, "There is no option " + field + "; there are " + new TreeSet<>(known) + ".")
                    .asException();
        }
        return new Parameters(given);
    }

    private static Map<String, String[]> read(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException e) { // the container's way to refuse broken percent signs and too many names
            throw new Problem(ProblemType.MALFORMED_REQUEST, "The query cannot be read; check its percent signs.")
                    .asException();
        }
    }

    public int integer(String field, int fallback, int min, int max) {
        int value = parsed(field, fallback, Integer::valueOf, "an integer");
        require(min <= value && value <= max, field, min + " to " + max);
        return value;
    }

    public float decimal(String field, float fallback, float min, float max) {
        float value = parsed(field, fallback, Float::valueOf, "a number");
        require(min <= value && value <= max, field, min + " to " + max); // false for NaN
        return value;
    }

    public boolean flag(String field, boolean fallback) {
        return parsed(field, fallback, text -> Flag.valueOf(upper(text)) == Flag.TRUE, "true or false");
    }

    /** One of an enum's names, in lower case. */
    public <E extends Enum<E>> E oneOf(String field, E fallback) {
        Class<E> type = fallback.getDeclaringClass();
        String names = Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
        return parsed(field, fallback, text -> Enum.valueOf(type, upper(text)), "one of " + names);
    }

    private enum Flag {
        TRUE,
        FALSE
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private <T> T parsed(String field, T fallback, Function<String, T> parser, String kind) {
        String[] values = given.get(field);
        if (values == null) {
            return fallback;
        }
        if (values.length > 1) {
            throw Problem.invalidOption(field, field + " is given " + values.length + " times; give it once.")
                    .asException();
        }
        try {
            return parser.apply(values[0].strip());
        } catch (IllegalArgumentException e) {
            throw Problem.invalidOption(field, field + " must be " + kind + ".").asException();
        }
    }

    private static void require(boolean inRange, String field, String range) {
        if (!inRange) {
            throw Problem.invalidOption(field, field + " must be in the range " + range + ".")
                    .asException();
        }
    }
}
