package io.otolex.service.cli;

import picocli.CommandLine.Option;

/** The one way to see a stack trace. */
final class DebugOption {

    static final String NAME = "--debug";

    @Option(names = NAME, description = "Print stack traces of failures.")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }
}
