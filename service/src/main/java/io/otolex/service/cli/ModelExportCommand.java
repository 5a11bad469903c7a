package io.otolex.service.cli;

import io.otolex.model.backbone.Backbone;
import io.otolex.model.backbone.Backbones;
import io.otolex.model.inference.ModelSource;
import io.otolex.model.inference.ModelStore;
import io.otolex.model.inference.Precision;
import io.otolex.service.engine.EngineException;
import io.otolex.service.engine.ModelSettings;
import io.otolex.service.engine.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a model as a TorchScript program. */
@Command(
        name = "export",
        description = "Writes a model as a TorchScript file, for libtorch or, trainable, for PyTorch.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ModelExportCommand implements Callable<Integer> {

    /** For picocli, which makes one. */
    static final class Architectures implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Backbones.names().iterator();
        }
    }

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
            paramLabel = "NAME",
            completionCandidates = Architectures.class,
            description = "Instead of a model: a trainable network that has learned nothing, one of"
                    + " ${COMPLETION-CANDIDATES}; convnext_ may be left out.")
    private @Nullable String untrained;

    @Option(
            names = "--init",
            paramLabel = "SOURCE",
            description =
                    "With --untrained: a checkpoint of that architecture from another task or from pre-training, to"
                            + " take the body from; input norm, stem and head are fresh where it has none that fits.")
    private @Nullable String init;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "With --untrained. Default: 1")
    private long seed;

    @Override
    public Integer call() throws EngineException {
        Optional<Backbone> fresh = Optional.ofNullable(untrained).map(this::architecture);
        Models.use(settings(fresh), (store, source, precision) -> {
            write(store, fresh, source, precision);
            return file;
        });
        Objects.requireNonNull(spec).commandLine().getErr().println("wrote " + file);
        return ExitCode.OK;
    }

    /** The checkpoint to start from is what can fail to be had, where there is one. */
    private ModelSettings settings(Optional<Backbone> fresh) {
        if (init == null) {
            return model.settings();
        }
        if (fresh.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--init goes with --untrained, which names the network");
        }
        return model.settings().withSource(init);
    }

    private Backbone architecture(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Backbones.named(lower)
                .or(() -> Backbones.named("convnext_" + lower))
                .orElseThrow(() -> new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "No architecture is called " + name + "; there are " + String.join(", ", Backbones.names())));
    }

    private void write(ModelStore store, Optional<Backbone> fresh, ModelSource source, Precision precision)
            throws IOException {
        if (fresh.isPresent() && init != null) {
            store.exportStart(fresh.get(), source, seed, dropPath, file);
        } else if (fresh.isPresent()) {
            ModelStore.exportInitialised(fresh.get(), seed, dropPath, file);
        } else if (trainable) {
            store.exportTrainable(source, dropPath, file);
        } else {
            store.exportFrozen(source, precision, file);
        }
    }
}
