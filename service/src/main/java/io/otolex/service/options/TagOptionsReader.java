package io.otolex.service.options;

import io.otolex.audio.Excerpt;
import io.otolex.audio.LogMelSpec;
import io.otolex.model.labels.Label;
import io.otolex.model.labels.Ontology;
import io.otolex.model.labels.UnknownLabelException;
import io.otolex.model.tagging.Aggregate;
import io.otolex.model.tagging.Choice;
import io.otolex.model.tagging.EmbeddingScope;
import io.otolex.model.tagging.EventRules;
import io.otolex.model.tagging.LabelFilter;
import io.otolex.model.tagging.Rollup;
import io.otolex.model.tagging.TagOptions;
import io.otolex.model.tagging.Thresholds;
import io.otolex.model.tagging.Windowing;
import io.otolex.service.problems.ProblemException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the options of tagging. Whoever wants to do the work later keeps the text and reads it again. Thread-safe. */
public final class TagOptionsReader {

    public static final String TOP_K = "top_k";
    public static final String THRESHOLD = "threshold";
    public static final String THRESHOLD_SET = "threshold_set";
    public static final String LABELS = "labels";
    public static final String EXCLUDE = "exclude";
    public static final String WINDOW = "window";
    public static final String HOP = "hop";
    public static final String START = "start";
    public static final String END = "end";
    public static final String AGGREGATE = "aggregate";
    public static final String TIMELINE = "timeline";
    public static final String MERGE_GAP = "merge_gap";
    public static final String MIN_DURATION = "min_duration";
    public static final String ROLLUP = "rollup";
    public static final String COLLAPSE = "collapse";
    public static final String EMBEDDING = "embedding";
    public static final String LOGITS = "logits";

    /** Every option of tagging. */
    public static final Set<String> NAMES = Set.of(
            TOP_K,
            THRESHOLD,
            THRESHOLD_SET,
            LABELS,
            EXCLUDE,
            WINDOW,
            HOP,
            START,
            END,
            AGGREGATE,
            TIMELINE,
            MERGE_GAP,
            MIN_DURATION,
            ROLLUP,
            COLLAPSE,
            EMBEDDING,
            LOGITS);

    /** The options that say what is scored. */
    public static final Set<String> WINDOWING_NAMES = Set.of(WINDOW, HOP, START, END);

    private static final double SHORTEST_WINDOW = 1;
    private static final double SHORTEST_HOP = 0.1;
    private static final double LATEST = 86_400;
    private static final double LONGEST_GAP = 3_600;

    private final Ontology ontology;
    private final ThresholdSets sets;
    private final double windowSeconds;
    private final int scored;

    /**
     * Reads for one model.
     *
     * @param spec its front end, whose window is the longest that may be asked for, and the default
     */
    public TagOptionsReader(Ontology ontology, ThresholdSets sets, LogMelSpec spec) {
        this.ontology = ontology;
        this.sets = sets;
        this.scored =
                Math.toIntExact(ontology.all().stream().filter(Label::isScored).count());
        this.windowSeconds = (double) spec.windowSamples() / spec.sampleRateHz();
    }

    /**
     * Reads all options of tagging.
     *
     * @param given names and values as in a query
     * @param needsTimeline whether the answer's format is about times
     * @throws ProblemException naming the field that is unknown, out of range or contradicts another
     */
    public TagOptions read(Map<String, String[]> given, boolean needsTimeline) {
        Parameters parameters = Parameters.of(given, NAMES);
        EmbeddingScope embedding = parameters.oneOf(EMBEDDING, EmbeddingScope.NONE);
        boolean needed = needsTimeline || embedding == EmbeddingScope.WINDOW;
        return new TagOptions(
                choice(parameters),
                windowing(parameters),
                parameters.oneOf(AGGREGATE, Aggregate.MAX),
                timeline(parameters, needed),
                embedding,
                parameters.flag(LOGITS, false));
    }

    private Choice choice(Parameters parameters) {
        Rollup rollup = parameters.oneOf(ROLLUP, Rollup.NONE);
        return new Choice(
                parameters.integer(TOP_K, Choice.DEFAULT.topK(), 1, rollup == Rollup.MAX ? ontology.size() : scored),
                thresholds(parameters),
                filter(parameters, rollup),
                rollup,
                parameters.flag(COLLAPSE, false));
    }

    private Thresholds thresholds(Parameters parameters) {
        Optional<String> set = parameters.text(THRESHOLD_SET);
        if (set.isPresent() && parameters.has(THRESHOLD)) {
            throw Parameters.refusal(
                    THRESHOLD_SET, "threshold_set has a threshold for every class; leave out threshold.");
        }
        return set.map(this::thresholdSet)
                .orElseGet(() -> Thresholds.of((float) parameters.decimal(THRESHOLD, 0, 0, 1)));
    }

    private Thresholds thresholdSet(String name) {
        return sets.find(name)
                .orElseThrow(() -> Parameters.refusal(
                        THRESHOLD_SET, "threshold_set must be one of " + sets.names() + ", as configured here."));
    }

    private LabelFilter filter(Parameters parameters, Rollup rollup) {
        Set<Label> only = labels(parameters, LABELS);
        Set<Label> except = labels(parameters, EXCLUDE);
        for (Label label : only) {
            if (except.contains(label)) {
                throw Parameters.refusal(EXCLUDE, "exclude has " + label.name() + ", which labels asks for.");
            }
            if (!label.isScored() && rollup == Rollup.NONE) {
                throw Parameters.refusal(
                        LABELS, "labels has " + label.name() + ", a group that is only scored with rollup=max.");
            }
        }
        return new LabelFilter(only, except);
    }

    private Set<Label> labels(Parameters parameters, String field) {
        var found = new LinkedHashSet<Label>();
        try {
            for (String list : parameters.texts(field)) {
                found.addAll(ontology.findAll(list));
            }
        } catch (UnknownLabelException e) {
            throw Parameters.refusal(field, field + ": " + e.getMessage() + ".");
        }
        return found;
    }

    /** What is to be scored; only {@link #WINDOWING_NAMES} are looked at. */
    public Windowing windowing(Parameters parameters) {
        double window = parameters.decimal(WINDOW, windowSeconds, SHORTEST_WINDOW, windowSeconds);
        double hop = parameters.decimal(HOP, window, SHORTEST_HOP, windowSeconds);
        if (hop > window) {
            throw Parameters.refusal(HOP, "hop must not be longer than window, or parts would not be heard.");
        }
        return new Windowing(window, hop, excerpt(parameters));
    }

    private static Excerpt excerpt(Parameters parameters) {
        double start = parameters.decimal(START, 0, 0, LATEST);
        double end = parameters.has(END) ? parameters.decimal(END, LATEST, 0, LATEST) : Double.POSITIVE_INFINITY;
        if (end <= start) {
            throw Parameters.refusal(END, "end must be after start.");
        }
        return new Excerpt(start, end);
    }

    private static Optional<EventRules> timeline(Parameters parameters, boolean needed) {
        boolean wanted = parameters.flag(TIMELINE, needed);
        if (!wanted && needed) {
            throw Parameters.refusal(TIMELINE, "timeline=false contradicts what else is asked for: it is about times.");
        }
        for (String field : Set.of(MERGE_GAP, MIN_DURATION)) {
            if (!wanted && parameters.has(field)) {
                throw Parameters.refusal(field, field + " is about events; ask for timeline=true with it.");
            }
        }
        return wanted ? Optional.of(eventRules(parameters)) : Optional.empty();
    }

    /** Who names a threshold means it; else the tags of windows, ten by default, would all be events. */
    private static EventRules eventRules(Parameters parameters) {
        boolean chosen = parameters.has(THRESHOLD) || parameters.has(THRESHOLD_SET);
        return new EventRules(
                chosen ? 0 : EventRules.DEFAULT_THRESHOLD,
                parameters.decimal(MERGE_GAP, 0, 0, LONGEST_GAP),
                parameters.decimal(MIN_DURATION, 0, 0, LONGEST_GAP));
    }
}
