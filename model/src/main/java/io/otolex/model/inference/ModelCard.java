package io.otolex.model.inference;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
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
 * @param labelDigest under {@code otolex.labels}, the sha256 of the table of classes
 * @param supported under {@code otolex.supported}, a JSON array of 0 and 1, one for each class
 */
record ModelCard(
        Optional<String> name, Optional<String> version, Optional<String> labelDigest, List<Integer> supported) {

    /** sha256 of AudioSet's {@code class_labels_indices.csv}. */
    static final String AUDIOSET_LABELS = "cdd1049833c4b86127c2773ac0d14a2754b6a6d0d1798002ed5c66e699708429";

    static ModelCard of(Map<String, String> metadata) throws CheckpointException {
        String supported = metadata.get("otolex.supported");
        return new ModelCard(
                Optional.ofNullable(metadata.get("otolex.name")),
                Optional.ofNullable(metadata.get("otolex.version")),
                Optional.ofNullable(metadata.get("otolex.labels")),
                supported == null ? List.of() : flags(supported));
    }

    private static List<Integer> flags(String json) throws CheckpointException {
        try {
            int[] flags = new Gson().fromJson(json, int[].class);
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

    /** Refuses weights that were trained on other classes than this program has. */
    void check(int classes, int labels) throws CheckpointException {
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
