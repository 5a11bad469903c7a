package io.otolex.service.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells whether a running service is ready: the image's health check, which has no curl. */
@Command(
        name = "health",
        description = "Asks a running service whether it is ready; ends with 0 if it is, else with 1.",
        mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {

    private static final int NOT_READY = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080/actuator/health/readiness",
            description = "What to ask. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("");

    @Option(
            names = "--timeout",
            defaultValue = "3s",
            description = "How long to wait for the answer. Default: ${DEFAULT-VALUE}")
    private Duration timeout = Duration.ZERO;

    @Override
    public Integer call() {
        try {
            return told(new ServiceAddress(url, timeout).get());
        } catch (IOException e) {
            say(url + " does not answer: " + e.getMessage());
            return NOT_READY;
        }
    }

    private int told(ServiceAddress.Answer answer) {
        say(answer.body());
        return answer.isOk() ? ExitCode.OK : NOT_READY;
    }

    private void say(String line) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
