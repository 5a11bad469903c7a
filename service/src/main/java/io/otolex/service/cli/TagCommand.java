package io.otolex.service.cli;

import io.otolex.model.tagging.TagOptions;
import io.otolex.service.engine.DecodingSettings;
import io.otolex.service.engine.Engine;
import io.otolex.service.engine.EngineException;
import io.otolex.service.engine.EngineFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tags files, one after the other; a bad one does not keep the others from being tagged. */
@Command(
        name = "tag",
        description = "Prints the sounds in recordings.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TagCommand implements Callable<Integer> {

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
            description =
                    "${COMPLETION-CANDIDATES}; json is one object a line. Default: table on a terminal, else json")
    private @Nullable Format format;

    @Option(
            names = "--top-k",
            paramLabel = "N",
            defaultValue = "10",
            description = "At most so many tags a file. Default: ${DEFAULT-VALUE}")
    private int topK;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            defaultValue = "0",
            description = "No tag below this score, 0 to 1. Default: ${DEFAULT-VALUE}")
    private float threshold;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(
            names = "--max-duration",
            descriptionKey = "otolex.decoding.max-duration",
            defaultValue = DecodingSettings.DEFAULT_MAX_DURATION,
            description = "Longest recording, such as 90m. Default: ${DEFAULT-VALUE} (otolex.decoding.max-duration)")
    private Duration maxDuration = Duration.ZERO;

    @Option(
            names = "--ffmpeg",
            paramLabel = "EXECUTABLE",
            descriptionKey = "otolex.decoding.ffmpeg",
            description = "FFmpeg 6 or later. Default: the jar's own, unpacked once (otolex.decoding.ffmpeg)")
    private @Nullable Path ffmpeg;

    TagCommand(EngineFactory engines) {
        this.engines = engines;
    }

    @Override
    public Integer call() throws EngineException {
        TagOptions options = options();
        try (Engine engine = engines.open(model.settings(), new DecodingSettings(maxDuration, 0, 0, ffmpeg))) {
            var tagger = new FileTagger(engine, options, writer(), commandLine().getErr(), model.debug());
            return tagger.tagAll(files) ? ExitCode.OK : ExitCode.SOME_FILES_FAILED;
        }
    }

    private TagOptions options() {
        try {
            return new TagOptions(topK, threshold);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine(), e.getMessage(), e);
        }
    }

    private TagWriter writer() {
        Format chosen = format != null ? format : Terminal.OUT.isThere() ? Format.TABLE : Format.JSON;
        return chosen.writer(commandLine().getOut());
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
