package io.otolex.service.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a running service tag a recording, as a first try after an installation. */
@Command(
        name = "ask",
        description = "Sends a recording to a running service and prints its answer.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: otolex ask http://localhost:8080/v1/tags?top_k=3 recording.wav")
final class AskCommand implements Callable<Integer> {

    private static final int REFUSED = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "URL", description = "An endpoint that takes a recording as its body.")
    private URI url = URI.create("");

    @Parameters(index = "1", paramLabel = "FILE", description = "A recording of any common format.")
    private Path recording = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "${env:OTOLEX_API_KEY}",
            description = "API key, where the service wants one. Default: $OTOLEX_API_KEY")
    private @Nullable String key;

    @Option(
            names = "--timeout",
            defaultValue = "60s",
            description = "How long to wait for the answer. Default: ${DEFAULT-VALUE}")
    private Duration timeout = Duration.ZERO;

    @Override
    public Integer call() throws IOException {
        ServiceAddress.Answer answer = new ServiceAddress(url, timeout).post(recording, key);
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        PrintWriter writer = answer.isOk() ? commandLine.getOut() : commandLine.getErr();
        writer.println(answer.body());
        writer.flush();
        return answer.isOk() ? ExitCode.OK : REFUSED;
    }
}
