package io.otolex.service.cli;

import io.otolex.service.engine.EngineException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** A failure is one line for people and one code for scripts; its stack trace only on demand. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult arguments) {
        var err = commandLine.getErr();
        err.println("otolex: " + failure.getMessage());
        if (failure instanceof EngineException noEngine) {
            err.println(noEngine.action());
        }
        if (arguments.originalArgs().contains(CommonOptions.DEBUG)) {
            failure.printStackTrace(err);
        }
        err.flush();
        return failure instanceof EngineException ? ExitCode.CANNOT_START : ExitCode.FAULT;
    }
}
