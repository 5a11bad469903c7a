package io.otolex.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What curl, the client of most users' first request, says and prints.
 *
 * @param exitCode 0, unless the connection broke
 * @param output the status, then the answer as it would stand in a terminal
 * @param seconds until the answer was complete
 */
record Curl(int exitCode, String output, double seconds) {

    static Curl run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-i", "--max-time", "30"));
        command.addAll(List.of(arguments));
        Path printed = Files.createTempFile("curl", ".out");
        try {
            long start = System.nanoTime();
            int exitCode = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start()
                    .waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Curl(exitCode, Files.readString(printed, StandardCharsets.ISO_8859_1), seconds);
        } finally {
            Files.delete(printed);
        }
    }
}
