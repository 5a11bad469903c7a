package io.otolex.service.cli;

import io.otolex.service.engine.ModelSettings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model, and how it runs: the options that every command with a model shares. */
final class ModelOptions {

    @Option(
            names = "--model",
            paramLabel = "SOURCE",
            descriptionKey = "otolex.model.source",
            defaultValue = ModelSettings.DEFAULT_SOURCE,
            description = {
                "embedded, a checkpoint's path or URL, or hf://OWNER/NAME for a pinned published one.",
                "Default: ${DEFAULT-VALUE} (otolex.model.source)"
            })
    private String source = ModelSettings.DEFAULT_SOURCE;

    @Option(
            names = "--cache",
            paramLabel = "DIRECTORY",
            descriptionKey = "otolex.model.cache",
            defaultValue = "${sys:user.home}/.cache/otolex",
            description = "Where imported models are kept. Default: ${DEFAULT-VALUE} (otolex.model.cache)")
    private Path cache = Path.of("");

    @Option(
            names = "--precision",
            descriptionKey = "otolex.model.precision",
            defaultValue = ModelSettings.DEFAULT_PRECISION,
            description = "auto, float32 or bfloat16. Default: ${DEFAULT-VALUE} (otolex.model.precision)")
    private String precision = ModelSettings.DEFAULT_PRECISION;

    @Option(
            names = "--threads",
            descriptionKey = "otolex.model.threads",
            defaultValue = "0",
            description = "Threads that score together; 0: one for each processor (otolex.model.threads)")
    private int threads;

    ModelSettings settings() {
        return new ModelSettings(source, cache, precision, threads);
    }
}
