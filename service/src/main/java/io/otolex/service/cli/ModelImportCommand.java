package io.otolex.service.cli;

import io.otolex.service.engine.EngineException;
import io.otolex.service.engine.Models;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a model ready for use: fetched, checked and compiled. */
@Command(
        name = "import",
        description =
                "Fetches a model if need be, verifies its checksum, compiles it into the cache and says what it is.",
        mixinStandardHelpOptions = true)
final class ModelImportCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", description = "A checkpoint's path, hf://OWNER/NAME, or https://…#sha256=…")
    private String source = "";

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    @Override
    public Integer call() throws EngineException {
        var settings = common.settings(source);
        var description = Models.use(settings, (store, from, precision) -> {
            try (var progress = new TransferProgress(Terminal.ERR)) {
                return store.importModel(from, precision, progress);
            }
        });
        new ModelPrinter(description)
                .print(Objects.requireNonNull(spec).commandLine().getOut(), json);
        return ExitCode.OK;
    }
}
