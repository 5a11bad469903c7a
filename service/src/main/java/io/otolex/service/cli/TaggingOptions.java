package io.otolex.service.cli;

import io.otolex.model.tagging.TagOptions;
import io.otolex.service.engine.Engine;
import io.otolex.service.engine.EngineException;
import io.otolex.service.engine.EngineFactory;
import io.otolex.service.problems.ProblemException;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a command that tags recordings is told: which tags are wanted, of which model, of recordings decoded how. */
final class TaggingOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Mixin
    private final TagFlags flags = new TagFlags();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final DecodingOptions decoding = new DecodingOptions();

    /**
     * Read before the engine is loaded: a mistake is told at once.
     *
     * @param needsTimeline whether a format is about times
     */
    TagOptions read(boolean needsTimeline) {
        try {
            return flags.read(needsTimeline);
        } catch (ProblemException e) {
            throw refusal(e.problem().detail());
        }
    }

    /** @param processes decoders at once; 0 to have it arranged */
    Engine open(EngineFactory engines, int processes) throws EngineException {
        return engines.open(model.settings(), decoding.settings(processes));
    }

    /** What was given of the tags that are wanted, in an order that does not depend on who gave it. */
    String given() {
        return new TreeMap<>(flags.given())
                .entrySet().stream()
                        .map(option -> option.getKey() + "=" + String.join(",", option.getValue()))
                        .collect(Collectors.joining(" "));
    }

    boolean wantsTimeline() {
        return flags.wantsTimeline();
    }

    boolean debug() {
        return model.debug();
    }

    /** A mistake of the command line, in a sentence. */
    ParameterException refusal(String why) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), why);
    }
}
