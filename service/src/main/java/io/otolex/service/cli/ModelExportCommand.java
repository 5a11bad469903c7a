package io.otolex.service.cli;

import io.otolex.model.backbone.ConvNeXtSize;
import io.otolex.model.inference.ModelSource;
import io.otolex.model.inference.ModelStore;
import io.otolex.model.inference.Precision;
import io.otolex.service.engine.EngineException;
import io.otolex.service.engine.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a model as a TorchScript program. */
@Command(
        name = "export",
        description = "Writes a model as a TorchScript file, for libtorch or, trainable, for PyTorch.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ModelExportCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Where to write; a file that is there is replaced.")
    private Path file = Path.of("");

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(
            names = "--trainable",
            description = "Named parameters instead of constants, for torch.jit.load and an optimizer.")
    private boolean trainable;

    @Option(
            names = "--drop-path",
            paramLabel = "RATE",
            defaultValue = "0",
            description = "With --trainable: drop-path rate of the last block. Default: ${DEFAULT-VALUE}")
    private double dropPath;

    @Option(
            names = "--untrained",
            paramLabel = "SIZE",
            description =
                    "Instead of a model: a trainable network that has learned nothing, of size ${COMPLETION-CANDIDATES}.")
    private @Nullable ConvNeXtSize untrained;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "With --untrained. Default: 1")
    private long seed;

    @Override
    public Integer call() throws EngineException {
        Models.use(model.settings(), (store, source, precision) -> {
            write(store, source, precision);
            return file;
        });
        Objects.requireNonNull(spec).commandLine().getErr().println("wrote " + file);
        return ExitCode.OK;
    }

    private void write(ModelStore store, ModelSource source, Precision precision) throws IOException {
        if (untrained != null) {
            ModelStore.exportInitialised(untrained, seed, dropPath, file);
        } else if (trainable) {
            store.exportTrainable(source, dropPath, file);
        } else {
            store.exportFrozen(source, precision, file);
        }
    }
}
