package io.otolex.spark;

import io.otolex.model.inference.ComputeDevice;
import io.otolex.model.inference.ModelSource;
import io.otolex.model.inference.ModelStore;
import io.otolex.model.inference.Precision;
import io.otolex.model.tagging.Choice;
import io.otolex.model.tagging.EmbeddingScope;
import io.otolex.model.tagging.EventRules;
import io.otolex.model.tagging.TagOptions;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is tagged with, and what is wanted; sent to the executors as the text that was given.
 *
 * @param text names and values, all valid
 */
public record TaggerOptions(TreeMap<String, String> text) implements Serializable {

    private static final Map<String, String> DEFAULTS = Map.of(
            "model", "embedded",
            "cache", "",
            "precision", "float32",
            "device", "auto",
            "top_k", "10",
            "threshold", "0",
            "events", "false",
            "embedding", "false",
            "max_duration_s", "14400",
            "max_bytes", "2147483648");

    private static final String AHEAD = "ahead";

    /**
     * Reads options by name.
     *
     * <ul>
     *   <li>{@code model}, {@code precision}, {@code device}, {@code cache}: as for the command line. {@code device=auto}
     *       is the GPU that Spark gave the task, or the CPU
     *   <li>{@code top_k}, {@code threshold}: which tags
     *   <li>{@code events}, {@code embedding}: {@code true} to have them
     *   <li>{@code max_duration_s}, {@code max_bytes}: of one recording; a remote one is copied to the executor's disk
     *   <li>{@code ahead}: recordings that one task decodes at once, so that the scorer never waits; each takes a process of
     *       up to 60 MB. 4 unless given
     * </ul>
     *
     * @throws IllegalArgumentException if a name is unknown or a value out of range
     */
    public static TaggerOptions of(Map<String, String> given) {
        var text = new TreeMap<>(DEFAULTS);
        text.put(AHEAD, "4");
        given.forEach((name, value) -> {
            if (text.replace(name, value) == null) {
                throw new IllegalArgumentException("there is no option " + name + ", only " + text.keySet());
            }
        });
        return new TaggerOptions(text).checked();
    }

    private TaggerOptions checked() {
        TagOptions unusedTags = tags();
        ModelSource unusedSource = source();
        Precision unusedPrecision = precision();
        ComputeDevice unusedDevice = device();
        if (ahead() < 1 || maxBytes() < 1 || maxDuration().isZero()) {
            throw new IllegalArgumentException("ahead, max_bytes and max_duration_s must be at least 1");
        }
        return this;
    }

    private String get(String name) {
        return Objects.requireNonNull(text.get(name));
    }

    ModelSource source() {
        return ModelSource.parse(get("model"));
    }

    ModelStore store() {
        String cache = get("cache");
        return cache.isEmpty() ? ModelStore.inUserCache() : ModelStore.at(Path.of(cache));
    }

    Precision precision() {
        return Precision.parse(get("precision"));
    }

    ComputeDevice device() {
        return ComputeDevice.parse(get("device"));
    }

    int ahead() {
        return Integer.parseInt(get(AHEAD));
    }

    long maxBytes() {
        return Long.parseLong(get("max_bytes"));
    }

    Duration maxDuration() {
        return Duration.ofSeconds(Long.parseLong(get("max_duration_s")));
    }

    TagOptions tags() {
        var choice = Choice.of(Integer.parseInt(get("top_k")), Float.parseFloat(get("threshold")));
        TagOptions tags = TagOptions.DEFAULT.with(choice);
        tags = is("events") ? tags.with(EventRules.DEFAULT) : tags;
        return is("embedding") ? tags.with(EmbeddingScope.CLIP) : tags;
    }

    private boolean is(String name) {
        return switch (get(name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + " is true or false, not " + get(name));
        };
    }
}
