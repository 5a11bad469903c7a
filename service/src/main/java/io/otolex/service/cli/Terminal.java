package io.otolex.service.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/** Whether one of our streams ends in front of a person. */
enum Terminal {
    OUT(1),
    ERR(2);

    private static final int USUAL_COLUMNS = 80;

    private final int descriptor;

    Terminal(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Asks the shell's own test: {@code System.console()} means both streams at once up to Java 21 and something else
     * after it. Where there is no such program there is no terminal to speak of.
     */
    boolean isThere() {
        try {
            return new ProcessBuilder("test", "-t", Integer.toString(descriptor))
                            .redirectOutput(Redirect.INHERIT)
                            .redirectError(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many characters whoever looks has in a line, less the last one, after which some windows begin another. */
    static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1).strip());
            return (columns > 0 ? columns : USUAL_COLUMNS) - 1;
        } catch (IOException | NumberFormatException e) {
            return USUAL_COLUMNS - 1;
        }
    }
}
