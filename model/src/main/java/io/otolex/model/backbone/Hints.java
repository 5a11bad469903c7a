package io.otolex.model.backbone;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.otolex.audio.LogMelSpec;
import io.otolex.model.checkpoint.CheckpointException;
import java.util.Map;
import java.util.Optional;

/**
 * What the shapes of a checkpoint leave open, as its header says it or whoever names the file.
 *
 * @param frontEnd under {@code otolex.front_end}, a JSON object with the fields of {@link LogMelSpec} in snake case
 * @param stem under {@code otolex.stem}, such as {@code 504x56}: see {@link Stem}
 * @param pooling under {@code otolex.pooling}
 */
record Hints(Optional<LogMelSpec> frontEnd, Optional<Stem> stem, Optional<Pooling> pooling) {

    private static final Gson SNAKE_CASE = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    static Hints of(Map<String, String> metadata) throws CheckpointException {
        String frontEnd = metadata.get("otolex.front_end");
        String stem = metadata.get("otolex.stem");
        String pooling = metadata.get("otolex.pooling");
        return new Hints(
                frontEnd == null ? Optional.empty() : Optional.of(spec(frontEnd)),
                stem == null ? Optional.empty() : Optional.of(known("stem", stem, Stem.named(stem))),
                pooling == null ? Optional.empty() : Optional.of(known("pooling", pooling, Pooling.named(pooling))));
    }

    private static <T> T known(String what, String name, Optional<T> found) throws CheckpointException {
        return found.orElseThrow(() -> new CheckpointException("no " + what + " known here is called " + name));
    }

    private static LogMelSpec spec(String json) throws CheckpointException {
        try {
            JsonObject given = SNAKE_CASE.fromJson(json, JsonObject.class);
            if (given != null) {
                return SNAKE_CASE.fromJson(completed(given), LogMelSpec.class);
            }
        } catch (JsonParseException | IllegalArgumentException e) {
            throw new CheckpointException("the front end in the header is malformed: " + json, e);
        } catch (RuntimeException e) { // Gson wraps what a record's constructor throws
            throw new CheckpointException("the front end in the header is impossible: " + json, e);
        }
        throw new CheckpointException("the front end in the header is empty");
    }

    /** Older headers leave out what the published front ends have in common. */
    private static JsonObject completed(JsonObject given) {
        JsonObject spec = new JsonObject();
        if (given.has("fft_size")) {
            spec.add("frame_samples", given.get("fft_size"));
        }
        spec.addProperty("hann", LogMelSpec.AUDIOSET_32K.hann().name());
        spec.addProperty("pre_emphasis", LogMelSpec.AUDIOSET_32K.preEmphasis());
        spec.addProperty("scale", LogMelSpec.AUDIOSET_32K.scale().name());
        spec.addProperty("level", LogMelSpec.AUDIOSET_32K.level().name());
        given.entrySet().forEach(field -> spec.add(field.getKey(), field.getValue()));
        return spec;
    }

    /** The ends of a tagger with this many classes; 0 where the head is missing, which the comparison will tell. */
    AudioForm form(int classes) {
        return new AudioForm(
                frontEnd.orElse(LogMelSpec.AUDIOSET_32K),
                pooling.orElse(Pooling.MAX_AND_MEAN),
                classes == 0 ? AudioForm.AUDIOSET.classes() : classes);
    }
}
