package io.otolex.service.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Whether one of our streams ends in front of a person. */
enum Terminal {
    OUT(1),
    ERR(2);

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
}
