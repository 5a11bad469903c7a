package io.otolex.audio.decode;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The length that a recording's header states, as ffmpeg reads it. */
final class StatedLength {

    private static final Pattern DURATION =
            Pattern.compile("^  Duration: (\\d{2,6}):(\\d{2}):(\\d{2}\\.\\d{2}), ", Pattern.MULTILINE);
    private static final long PATIENCE_SECONDS = 5;
    private static final int MAX_WORDS = 64 * 1024; // tags come before it

    private StatedLength() {}

    /** Empty as well if it takes too long to find out: then it is not worth knowing. */
    static OptionalDouble of(Path spool, List<String> command) {
        var builder = new ProcessBuilder(command).redirectInput(spool.toFile()).redirectOutput(Redirect.DISCARD);
        builder.environment().clear();
        try {
            Process process = builder.start();
            CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .execute(() -> process.toHandle().destroyForcibly());
            return in(words(process));
        } catch (IOException e) {
            return OptionalDouble.empty(); // decoding will say what is wrong
        }
    }

    private static String words(Process process) throws IOException {
        try (InputStream said = process.getErrorStream()) {
            return new String(said.readNBytes(MAX_WORDS), StandardCharsets.ISO_8859_1);
        } finally {
            process.destroyForcibly();
        }
    }

    static OptionalDouble in(String words) {
        Matcher found = DURATION.matcher(words);
        return found.find()
                ? OptionalDouble.of(3600 * Double.parseDouble(found.group(1))
                        + 60 * Double.parseDouble(found.group(2))
                        + Double.parseDouble(found.group(3)))
                : OptionalDouble.empty();
    }
}
