package io.otolex.service;

import io.otolex.service.cli.OtolexCommand;
import io.otolex.service.engine.Engines;

/** The entry point of the jar. */
public final class Otolex {

    private static final String SERVE = "serve";

    private Otolex() {}

    public static void main(String[] arguments) {
        boolean serving = arguments.length > 0 && arguments[0].equals(SERVE);
        if (!serving) {
            quietLogs();
        }
        int code = OtolexCommand.of(Engines::open, OtolexApplication::serve).execute(arguments);
        if (code != 0 || !serving) {
            System.exit(code); // not after a good start of the service, which runs on in its own threads
        }
    }

    /** Without Spring nobody else configures the logs, and their default is everything on standard output. */
    private static void quietLogs() {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "io/otolex/service/cli/logback-cli.xml");
        }
    }
}
