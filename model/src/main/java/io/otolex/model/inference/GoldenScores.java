package io.otolex.model.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each model says of the {@link GoldenClip} on a CPU in float32.
 *
 * @param directory of {@code DIGEST.txt}, one logit a line, for models that were met before; those of the embedded
 *     model are in the jar
 */
record GoldenScores(Path directory) {

    private static final Logger LOG = LoggerFactory.getLogger(GoldenScores.class);
    private static final String IN_THE_JAR = "/io/otolex/model/golden/";

    /** Known scores, if this model was met before. */
    Optional<float[]> of(String digest) throws IOException {
        try (InputStream known = GoldenScores.class.getResourceAsStream(IN_THE_JAR + digest + ".txt")) {
            if (known != null) {
                return Optional.of(parse(new String(known.readAllBytes(), StandardCharsets.US_ASCII)));
            }
        }
        Path file = file(digest);
        return Files.exists(file) ? Optional.of(parse(Files.readString(file))) : Optional.empty();
    }

    /** Keeps what a model said; where nothing can be written, it will be asked again. */
    void keep(String digest, float[] logits) {
        try {
            Files.createDirectories(directory);
            Path partial = Files.createTempFile(directory, "golden", ".tmp");
            Files.writeString(partial, text(logits));
            Files.move(partial, file(digest), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("golden scores cannot be kept in {} ({})", directory, e.toString());
        }
    }

    Path file(String digest) {
        return directory.resolve(digest + ".txt");
    }

    static String text(float[] logits) {
        return IntStream.range(0, logits.length)
                .mapToObj(i -> Float.toString(logits[i]))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static float[] parse(String text) throws IOException {
        try {
            double[] values = text.lines().mapToDouble(Double::parseDouble).toArray();
            var logits = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                logits[i] = (float) values[i];
            }
            return logits;
        } catch (NumberFormatException e) {
            throw new IOException("a file of golden scores is broken: " + e.getMessage(), e);
        }
    }
}
