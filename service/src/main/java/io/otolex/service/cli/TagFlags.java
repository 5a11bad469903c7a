package io.otolex.service.cli;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.labels.Ontology;
import io.otolex.model.tagging.TagOptions;
import io.otolex.service.options.Parameters;
import io.otolex.service.options.TagOptionsReader;
import io.otolex.service.options.ThresholdSets;
import io.otolex.service.problems.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import picocli.CommandLine.Option;

/** The options of tagging, as text under the names that the HTTP API has for them; it is read by the same reader. */
final class TagFlags {

    @Option(names = "--top-k", paramLabel = "N", description = "At most so many tags. Default: 10")
    private @Nullable String topK;

    @Option(names = "--threshold", paramLabel = "SCORE", description = "No tag below this score, 0 to 1. Default: 0")
    private @Nullable String threshold;

    @Option(
            names = "--threshold-set",
            paramLabel = "NAME",
            description = "Instead of --threshold: a set of the file that --config names")
    private @Nullable String thresholdSet;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A service's configuration (YAML) with otolex.tagging.threshold-sets")
    private @Nullable Path config;

    @Option(
            names = "--labels",
            paramLabel = "LABELS",
            description = "Only these, by id or name, divided by commas; may be given several times")
    private @Nullable List<String> labels;

    @Option(names = "--exclude", paramLabel = "LABELS", description = "All but these")
    private @Nullable List<String> exclude;

    @Option(names = "--window", paramLabel = "SECONDS", description = "Length of a window, 1 to 10. Default: 10")
    private @Nullable String window;

    @Option(
            names = "--hop",
            paramLabel = "SECONDS",
            description = "From window to window; shorter ones overlap. Default: the window")
    private @Nullable String hop;

    @Option(names = "--start", paramLabel = "SECONDS", description = "Where to begin. Default: 0")
    private @Nullable String start;

    @Option(names = "--end", paramLabel = "SECONDS", description = "Where to end. Default: the recording's end")
    private @Nullable String end;

    @Option(names = "--aggregate", paramLabel = "HOW", description = "max or mean of the windows' scores. Default: max")
    private @Nullable String aggregate;

    @Option(names = "--timeline", arity = "0..1", fallbackValue = "true", description = "Windows and events too")
    private @Nullable String timeline;

    @Option(
            names = "--merge-gap",
            paramLabel = "SECONDS",
            description = "Join events of a label that are this close. Default: 0")
    private @Nullable String mergeGap;

    @Option(names = "--min-duration", paramLabel = "SECONDS", description = "No shorter events. Default: 0")
    private @Nullable String minDuration;

    @Option(
            names = "--rollup",
            paramLabel = "HOW",
            description = "max: classes inherit the scores of those below them. Default: none")
    private @Nullable String rollup;

    @Option(
            names = "--collapse",
            arity = "0..1",
            fallbackValue = "true",
            description = "Leave out a tag when a class below it is a tag too")
    private @Nullable String collapse;

    @Option(
            names = "--embedding",
            paramLabel = "SCOPE",
            description = "clip or window: scene embeddings too. Default: none")
    private @Nullable String embedding;

    @Option(names = "--logits", arity = "0..1", fallbackValue = "true", description = "Logits beside the scores")
    private @Nullable String logits;

    /**
     * What they ask for.
     *
     * @param needsTimeline whether the format is about times
     * @throws ProblemException naming what is not understood
     */
    TagOptions read(boolean needsTimeline) {
        Ontology ontology = Ontology.audioSet();
        return new TagOptionsReader(ontology, thresholdSets(ontology), LogMelSpec.AUDIOSET_32K)
                .read(given(), needsTimeline);
    }

    private ThresholdSets thresholdSets(Ontology ontology) {
        try {
            return config == null ? ThresholdSets.NONE : ThresholdSets.in(config, ontology);
        } catch (IOException | RuntimeException e) {
            String why =
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            throw Parameters.refusal("config", config + " cannot be read: " + why);
        }
    }

    Map<String, String[]> given() {
        var given = new LinkedHashMap<String, String[]>();
        put(given, TagOptionsReader.TOP_K, topK);
        put(given, TagOptionsReader.THRESHOLD, threshold);
        put(given, TagOptionsReader.THRESHOLD_SET, thresholdSet);
        put(given, TagOptionsReader.LABELS, labels);
        put(given, TagOptionsReader.EXCLUDE, exclude);
        put(given, TagOptionsReader.WINDOW, window);
        put(given, TagOptionsReader.HOP, hop);
        put(given, TagOptionsReader.START, start);
        put(given, TagOptionsReader.END, end);
        put(given, TagOptionsReader.AGGREGATE, aggregate);
        put(given, TagOptionsReader.TIMELINE, timeline);
        put(given, TagOptionsReader.MERGE_GAP, mergeGap);
        put(given, TagOptionsReader.MIN_DURATION, minDuration);
        put(given, TagOptionsReader.ROLLUP, rollup);
        put(given, TagOptionsReader.COLLAPSE, collapse);
        put(given, TagOptionsReader.EMBEDDING, embedding);
        put(given, TagOptionsReader.LOGITS, logits);
        return given;
    }

    boolean wantsTimeline() {
        return "true".equals(timeline);
    }

    private static void put(Map<String, String[]> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, new String[] {value});
        }
    }

    private static void put(Map<String, String[]> given, String name, @Nullable List<String> values) {
        if (values != null) {
            given.put(name, values.toArray(String[]::new));
        }
    }
}
