package io.otolex.service.cli;

import io.otolex.model.tagging.TagOptions;
import io.otolex.service.engine.Engine;
import io.otolex.service.engine.EngineException;
import io.otolex.service.engine.EngineFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tags files, one after the other; a bad one does not keep the others from being tagged. */
@Command(
        name = "tag",
        description = "Prints the sounds in recordings.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TagCommand implements Callable<Integer> {

    private static final String FORMAT_NAMES = "table, json, ndjson, csv, audacity, raven, vtt, parquet";

    private final EngineFactory engines;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Recordings of any common format; - reads one from standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "One of " + FORMAT_NAMES + ". Default: table on a terminal, else json, an object a line")
    private @Nullable String format;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Write a document for each file there, as the service would answer it")
    private @Nullable Path output;

    @Mixin
    private final TaggingOptions tagging = new TaggingOptions();

    TagCommand(EngineFactory engines) {
        this.engines = engines;
    }

    @Override
    public Integer call() throws EngineException {
        Format chosen = chosen();
        TagOptions options = tagging.read(chosen.needsTimeline());
        try (Engine engine = tagging.open(engines, 0);
                TagWriter writer = chosen.writer(commandLine().getOut(), output)) {
            var tagger = new FileTagger(engine, options, writer, commandLine().getErr(), tagging.debug());
            return tagger.tagAll(files) ? ExitCode.OK : ExitCode.SOME_FILES_FAILED;
        }
    }

    private Format chosen() {
        if (format == null) {
            return output == null && Terminal.OUT.isThere() ? Format.TABLE : Format.JSON;
        }
        Format chosen = Format.named(format.toLowerCase(Locale.ROOT))
                .orElseThrow(
                        () -> tagging.refusal("There is no format " + format + "; there are " + Format.NAMES + "."));
        if (output == null && !chosen.isText()) {
            throw tagging.refusal("Parquet is for files; give a folder with --output.");
        }
        if (files.size() > 1 && output == null && !chosen.joinsFiles()) {
            throw tagging.refusal(
                    "The format " + format + " holds one recording; give a folder with --output for several.");
        }
        if (output != null && chosen.equals(Format.TABLE)) {
            throw tagging.refusal("The table is for a terminal; choose another format for --output.");
        }
        return chosen;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
