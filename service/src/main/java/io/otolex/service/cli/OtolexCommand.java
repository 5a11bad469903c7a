package io.otolex.service.cli;

import io.otolex.service.engine.EngineFactory;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
        name = "otolex",
        description = "Puts words to what it hears: AudioSet sound events of recordings, with scores.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything was done",
            "1:some files could not be tagged, the others were; or a service is not ready, or refused",
            "2:the command line is wrong",
            "3:the model or the decoder cannot be had, or the service not be started",
            "4:a fault of the program",
            "130, 143:interrupted; bulk has kept what was finished"
        },
        footerHeading = "%nSettings:%n",
        footer = "  Options named otolex.* can also be set in the environment, such as OTOLEX_MODEL_SOURCE.")
public final class OtolexCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private OtolexCommand() {}

    /**
     * The whole command line.
     *
     * @param service starts the service with Spring's options, and returns when it has started
     */
    public static CommandLine of(EngineFactory engines, Consumer<String[]> service) {
        return new CommandLine(new OtolexCommand())
                .addSubcommand(new TagCommand(engines))
                .addSubcommand(new BulkCommand(engines))
                .addSubcommand(new ModelCommand())
                .addSubcommand(new ServeCommand(service))
                .addSubcommand(new HealthCommand())
                .addSubcommand(new AskCommand())
                .addSubcommand(new KeyCommand())
                .setDefaultValueProvider(new EnvironmentDefaults(System::getProperty, System::getenv))
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(new Mistakes())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, Charset.defaultCharset()))
                .registerConverter(Duration.class, DurationStyle::detectAndParse);
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "A command is missing.");
    }
}
