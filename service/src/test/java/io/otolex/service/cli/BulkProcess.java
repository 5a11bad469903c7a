package io.otolex.service.cli;

import io.otolex.service.FakeEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line with a made-up engine as a process of its own, which can be killed. */
final class BulkProcess {

    private BulkProcess() {}

    public static void main(String[] arguments) {
        System.exit(OtolexCommand.of((model, decoding) -> FakeEngine.open(), options -> {})
                .execute(arguments));
    }

    static Process start(Path errors, String... arguments) throws IOException {
        // a shell's background jobs ignore SIGINT, and so would a JVM that inherits that
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BulkProcess.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
