package io.otolex.service.cli;

import java.util.ArrayList;
import java.util.List;
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
final class ServeCommand implements Runnable {

    private final Consumer<String[]> service;

    @Unmatched
    private List<String> springOptions = new ArrayList<>();

    ServeCommand(Consumer<String[]> service) {
        this.service = service;
    }

    @Override
    public void run() {
        service.accept(springOptions.toArray(String[]::new));
    }
}
