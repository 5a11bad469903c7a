package io.otolex.model.inference;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.otolex.audio.LogMelSpec;
import io.otolex.model.checkpoint.CheckpointException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a safetensors file says of itself in its header; every line is optional, none may contradict this program.
 *
 * @param name under {@code otolex.name}
 * @param version under {@code otolex.version}
 * @param frontEnd under {@code otolex.front_end}, a JSON object with the fields of {@link LogMelSpec} in snake case
 * @param labelDigest under {@code otolex.labels}, the sha256 of the table of classes
 * @param supported under {@code otolex.supported}, a JSON array of 0 and 1, one for each class
 */
record ModelCard(
        Optional<String> name,
        Optional<String> version,
        Optional<LogMelSpec> frontEnd,
        Optional<String> labelDigest,
        List<Integer> supported) {

    /** sha256 of AudioSet's {@code class_labels_indices.csv}. */
    static final String AUDIOSET_LABELS = "cdd1049833c4b86127c2773ac0d14a2754b6a6d0d1798002ed5c66e699708429";

    private static final Gson SNAKE_CASE = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    static ModelCard of(Map<String, String> metadata) throws CheckpointException {
        String frontEnd = metadata.get("otolex.front_end");
        String supported = metadata.get("otolex.supported");
        return new ModelCard(
                Optional.ofNullable(metadata.get("otolex.name")),
                Optional.ofNullable(metadata.get("otolex.version")),
                frontEnd == null ? Optional.empty() : Optional.of(spec(frontEnd)),
                Optional.ofNullable(metadata.get("otolex.labels")),
                supported == null ? List.of() : flags(supported));
    }

    private static LogMelSpec spec(String json) throws CheckpointException {
        try {
            LogMelSpec spec = SNAKE_CASE.fromJson(json, LogMelSpec.class);
            if (spec != null) {
                return spec;
            }
        } catch (JsonParseException | IllegalArgumentException e) {
            throw new CheckpointException("the front end in the header is malformed: " + json, e);
        } catch (RuntimeException e) { // Gson wraps what a record's constructor throws
            throw new CheckpointException("the front end in the header is impossible: " + json, e);
        }
        throw new CheckpointException("the front end in the header is empty");
    }

    private static List<Integer> flags(String json) throws CheckpointException {
        try {
            int[] flags = SNAKE_CASE.fromJson(json, int[].class);
            if (flags != null && flags.length > 0 && IntStream.of(flags).allMatch(flag -> flag == 0 || flag == 1)) {
                return IntStream.of(flags).boxed().toList();
            }
        } catch (JsonParseException e) {
            throw new CheckpointException("the supported classes in the header are malformed", e);
        }
        throw new CheckpointException("the supported classes in the header must be zeros and ones");
    }

    SupportedClasses supportedClasses() {
        return SupportedClasses.of(supported);
    }

    /** Refuses weights that were trained on other windows or other classes than this program has. */
    void check(LogMelSpec here, int bands, int classes, int labels) throws CheckpointException {
        if (frontEnd.isPresent() && !frontEnd.get().equals(here)) {
            throw new CheckpointException("trained on the front end " + frontEnd.get() + ", not on " + here);
        }
        if (bands != here.bands()) {
            throw new CheckpointException(
                    "the network reads " + bands + " mel bands, the front end has " + here.bands());
        }
        if (classes != labels) {
            throw new CheckpointException("the network has " + classes + " classes, the table of labels " + labels);
        }
        if (!supported.isEmpty() && supported.size() != classes) {
            throw new CheckpointException(
                    "the header says of " + supported.size() + " classes whether they are supported, of " + classes);
        }
        if (labelDigest.isPresent() && !labelDigest.get().equals(AUDIOSET_LABELS)) {
            throw new CheckpointException("trained on another table of labels, of sha256 " + labelDigest.get());
        }
    }
}
