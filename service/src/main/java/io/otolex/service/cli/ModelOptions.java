package io.otolex.service.cli;

import io.otolex.service.engine.ModelSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model, and how it runs: the options that every command with a model shares. */
final class ModelOptions {

    @Option(
            names = "--model",
            paramLabel = "SOURCE",
            descriptionKey = "otolex.model.source",
            defaultValue = ModelSettings.DEFAULT_SOURCE,
            description = "embedded, a checkpoint's path, or an imported hf:// or https:// one."
                    + " Default: ${DEFAULT-VALUE} (otolex.model.source)")
    private String source = ModelSettings.DEFAULT_SOURCE;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--threads",
            paramLabel = "N",
            descriptionKey = "otolex.model.threads",
            defaultValue = "0",
            description = "Threads that score one batch together; 0 is one, and a batch for each processor"
                    + " (otolex.model.threads)")
    private int threads;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            descriptionKey = "otolex.model.device",
            defaultValue = ModelSettings.DEFAULT_DEVICE,
            description = "auto, cpu, gpu (all of them) or gpu:N. Default: ${DEFAULT-VALUE} (otolex.model.device)")
    private String device = ModelSettings.DEFAULT_DEVICE;

    ModelSettings settings() {
        return common.settings(source, threads, device);
    }

    boolean debug() {
        return common.debug();
    }
}
