package io.otolex.service.cli;

import io.otolex.service.security.ApiKey;
import io.otolex.service.security.KeySecret;
import io.otolex.service.security.Scope;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a key: its secret is printed once and kept nowhere, its line is for the keys file. */
@Command(name = "create", description = "Makes an API key and prints it once.", mixinStandardHelpOptions = true)
final class KeyCreateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Whose key it is, for logs and quotas.")
    private String name = "";

    @Option(
            names = "--scope",
            split = ",",
            paramLabel = "SCOPE",
            description = "tag, jobs or metrics; several with commas. Default: tag")
    private Set<Scope> scopes = EnumSet.of(Scope.TAG);

    @Option(
            names = "--audio-per-hour",
            paramLabel = "DURATION",
            description =
                    "How much audio its holder may send in an hour, such as 10h. Default: what the service allows")
    private @Nullable Duration audioPerHour;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Append the line to this keys file, and print the key alone.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        KeySecret secret = KeySecret.create(new SecureRandom());
        String line = line(secret);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (file == null) {
            out.println("key   " + secret.reveal());
            out.println("line  " + line);
        } else {
            append(file, line);
            out.println(secret.reveal());
        }
        out.flush();
        return ExitCode.OK;
    }

    private String line(KeySecret secret) {
        try {
            return ApiKey.of(name, secret, scopes, Optional.ofNullable(audioPerHour))
                    .line();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), Objects.requireNonNullElse(e.getMessage(), ""), e);
        }
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
