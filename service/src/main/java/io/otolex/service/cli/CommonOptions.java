package io.otolex.service.cli;

import io.otolex.service.engine.ModelSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command about a model understands. */
final class CommonOptions {

    /** The one way to see a stack trace. */
    static final String DEBUG = "--debug";

    @Option(
            names = "--cache",
            paramLabel = "DIRECTORY",
            descriptionKey = "otolex.model.cache",
            description = "Where models are kept. Default: otolex in the user's cache folder (otolex.model.cache)")
    private @Nullable Path cache;

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            descriptionKey = "otolex.model.precision",
            defaultValue = ModelSettings.DEFAULT_PRECISION,
            description = "auto, float32 or bfloat16. Default: ${DEFAULT-VALUE} (otolex.model.precision)")
    private String precision = ModelSettings.DEFAULT_PRECISION;

    @Option(names = DEBUG, description = "Print stack traces of failures.")
    private boolean debug;

    ModelSettings settings(String source) {
        return settings(source, 0, ModelSettings.DEFAULT_DEVICE);
    }

    ModelSettings settings(String source, int threads, String device) {
        return new ModelSettings(source, cache, precision, threads, device);
    }

    boolean debug() {
        return debug;
    }
}
