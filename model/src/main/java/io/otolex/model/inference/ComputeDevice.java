package io.otolex.model.inference;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a network runs.
 *
 * @param kind of device
 * @param index of a GPU that is named; without one, every GPU is meant
 */
public record ComputeDevice(Kind kind, OptionalInt index) {

    /** What kinds there are. */
    public enum Kind {
        /** Every GPU that the engine can use, or the CPU if there is none. */
        AUTO,
        CPU,
        /** GPUs; their absence is an error, never a silent CPU. */
        GPU
    }

    public static final ComputeDevice AUTO = new ComputeDevice(Kind.AUTO, OptionalInt.empty());
    public static final ComputeDevice CPU = new ComputeDevice(Kind.CPU, OptionalInt.empty());
    public static final ComputeDevice GPU = new ComputeDevice(Kind.GPU, OptionalInt.empty());

    private static final Pattern NUMBERED = Pattern.compile("gpu:(\\d{1,3})");

    public static ComputeDevice gpu(int index) {
        return new ComputeDevice(Kind.GPU, OptionalInt.of(index));
    }

    /** Reads a setting such as {@code cpu} or {@code gpu:1}. */
    public static ComputeDevice parse(String setting) {
        String text = setting.strip().toLowerCase(Locale.ROOT);
        Matcher numbered = NUMBERED.matcher(text);
        if (numbered.matches()) {
            return gpu(Integer.parseInt(numbered.group(1)));
        }
        return switch (text) {
            case "auto" -> AUTO;
            case "cpu" -> CPU;
            case "gpu" -> GPU;
            default ->
                throw new IllegalArgumentException("device must be auto, cpu, gpu or gpu:N, was '" + setting + "'");
        };
    }

    /** As in settings: {@code gpu:1}. */
    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return index.isPresent() ? name + ":" + index.getAsInt() : name;
    }
}
