package io.otolex.service.problems;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** What each type of problem means and what to do about it, in a sentence or two; the text at its URI. */
public final class ProblemMeanings {

    private static final String FILE = "meanings.properties";

    private final Properties sentences = new Properties();

    ProblemMeanings() {
        try (Reader text = new InputStreamReader(
                Objects.requireNonNull(ProblemMeanings.class.getResourceAsStream(FILE)), StandardCharsets.UTF_8)) {
            sentences.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String of(ProblemType type) {
        return sentences.getProperty(type.slug(), type.title() + ".");
    }

    Set<String> slugs() {
        return sentences.stringPropertyNames();
    }
}
