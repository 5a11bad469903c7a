package io.otolex.service.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A mistake on the command line is one line and where to read on: the whole help would push it off the screen. */
final class Mistakes implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("otolex: " + mistake.getMessage());
        if (command.getSubcommands().isEmpty()) {
            boolean unused = UnmatchedArgumentException.printSuggestions(mistake, err);
            err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        } else {
            command.usage(err);
        }
        err.flush();
        return ExitCode.USAGE;
    }
}
