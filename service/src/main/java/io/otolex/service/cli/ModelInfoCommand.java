package io.otolex.service.cli;

import io.otolex.model.inference.ModelStore;
import io.otolex.service.engine.EngineException;
import io.otolex.service.engine.Models;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a model is, without loading it into the engine. */
@Command(name = "info", description = "Says what a model is.", mixinStandardHelpOptions = true)
final class ModelInfoCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    @Override
    public Integer call() throws EngineException {
        var description = Models.use(model.settings(), ModelStore::describe);
        new ModelPrinter(description)
                .print(Objects.requireNonNull(spec).commandLine().getOut(), json);
        return ExitCode.OK;
    }
}
