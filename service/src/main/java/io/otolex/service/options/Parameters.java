package io.otolex.service.options;

import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The options of one request, as text; what is not understood is refused by name. */
public final class Parameters {

    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private final Map<String, String[]> given;

    private Parameters(Map<String, String[]> given) {
        this.given = given;
    }

    /**
     * Refuses names other than {@code known}: a misspelt option must not be ignored in silence.
     *
     * @throws ProblemException like all methods here, if an option is not understood
     */
    public static Parameters of(Map<String, String[]> given, Set<String> known) {
        var unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            String field = unknown.first();
            throw refusal(field, "There is no option " + field + "; there are " + new TreeSet<>(known) + ".");
        }
        return new Parameters(Map.copyOf(given));
    }

    public static ProblemException refusal(String field, String detail) {
        return Problem.invalidOption(field, detail).asException();
    }

    public boolean has(String field) {
        return given.containsKey(field);
    }

    public int integer(String field, int fallback, int min, int max) {
        int value = parsed(field, fallback, Integer::valueOf, "an integer");
        require(min <= value && value <= max, field, min + " to " + max);
        return value;
    }

    public double decimal(String field, double fallback, double min, double max) {
        double value = parsed(field, fallback, Double::valueOf, "a number");
        require(min <= value && value <= max, field, plain(min) + " to " + plain(max)); // false for NaN
        return value;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    public boolean flag(String field, boolean fallback) {
        String value = text(field).orElse(Boolean.toString(fallback)).toLowerCase(Locale.ROOT);
        if (!BOOLEANS.contains(value)) {
            throw refusal(field, field + " must be true or false.");
        }
        return Boolean.parseBoolean(value);
    }

    /** One of an enum's values, in lower case. */
    public <E extends Enum<E>> E oneOf(String field, E fallback) {
        E[] all = fallback.getDeclaringClass().getEnumConstants();
        String wanted = text(field).orElse(written(fallback));
        return Arrays.stream(all)
                .filter(value -> written(value).equals(wanted))
                .findFirst()
                .orElseThrow(() -> refusal(
                        field,
                        field + " must be one of "
                                + Arrays.stream(all).map(Parameters::written).toList()
                                + "."));
    }

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public Optional<String> text(String field) {
        String[] values = given.get(field);
        if (values == null) {
            return Optional.empty();
        }
        if (values.length > 1) {
            throw refusal(field, field + " is given " + values.length + " times; give it once.");
        }
        return Optional.of(values[0].strip());
    }

    /** An option that may be given several times. */
    public List<String> texts(String field) {
        String[] values = given.get(field);
        return values == null ? List.of() : List.of(values);
    }

    private <T> T parsed(String field, T fallback, Function<String, T> parser, String kind) {
        try {
            return text(field).map(parser).orElse(fallback);
        } catch (NumberFormatException e) {
            throw refusal(field, field + " must be " + kind + ".");
        }
    }

    private static void require(boolean inRange, String field, String range) {
        if (!inRange) {
            throw refusal(field, field + " must be in the range " + range + ".");
        }
    }
}
