package io.otolex.service.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Starts the service; everything after {@code serve} is Spring's. */
@Command(
        name = "serve",
        description = "Starts the HTTP service.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nSpring's own options and all settings of Otolex are understood, for example",
            "  serve --server.port=9000 --otolex.model.source=model.safetensors"
        })
final class ServeCommand implements Callable<Integer> {

    private final Consumer<String[]> service;

    @Unmatched
    private List<String> springOptions = new ArrayList<>();

    ServeCommand(Consumer<String[]> service) {
        this.service = service;
    }

    @Override
    public Integer call() {
        try {
            service.accept(springOptions.toArray(String[]::new));
            return ExitCode.OK;
        } catch (RuntimeException reported) { // by Spring, in its log, with an advice
            return ExitCode.CANNOT_START;
        }
    }
}
