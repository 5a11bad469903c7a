package io.otolex.service.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where names of recordings come from; they are read one by one, so that a million take no room. */
public sealed interface Input {

    Predicate<String> IS_MANIFEST = Pattern.compile("\\.(txt|lst|tsv)$").asPredicate();

    /** The folders before the first name with a sign of a pattern. */
    Pattern BEFORE_PATTERN = Pattern.compile("^((?:[^*?\\[{]*/)?)[^/]*[*?\\[{].*");

    /** Given names until it has enough. */
    @FunctionalInterface
    interface Sink {
        /** Whether more are wanted. */
        boolean take(String file) throws IOException;
    }

    /** Gives all names; what cannot be listed is given as a name too, so that it has a row. */
    void each(Sink sink) throws IOException;

    /** Whether it can be read twice, once to count. */
    default boolean repeats() {
        return true;
    }

    /**
     * Finds out what was meant: {@code -} is a manifest on standard input, a folder is all files in it, a file called
     * {@code .txt}, {@code .lst} or {@code .tsv} is a manifest, another file is a recording, and what is not there but has
     * a sign of a pattern (star, question mark, bracket) is a pattern.
     *
     * @param base where a manifest's relative names begin
     * @param output a folder that is never looked into
     * @throws IllegalArgumentException if there is no such thing
     */
    static Input parse(String text, Path base, Path output) {
        if (text.equals("-")) {
            return new Manifest(Optional.empty(), base);
        }
        Path path = Path.of(text);
        if (Files.isDirectory(path)) {
            return new Folder(path, output, file -> true);
        }
        if (Files.exists(path)) {
            return IS_MANIFEST.test(text) ? new Manifest(Optional.of(path), base) : new Recording(text);
        }
        return pattern(text, output);
    }

    private static Input pattern(String text, Path output) {
        Matcher parts = BEFORE_PATTERN.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("There is no " + text + ".");
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + text);
        return new Folder(Path.of(parts.group(1)), output, matcher::matches);
    }

    /** One file. */
    record Recording(String file) implements Input {
        @Override
        public void each(Sink sink) throws IOException {
            boolean unused = sink.take(file);
        }
    }

    /**
     * A name a line; empty lines and those that begin with {@code #} are nobody's name, and a tab ends it.
     *
     * @param path standard input if there is none
     * @param base where relative names begin
     */
    record Manifest(Optional<Path> path, Path base) implements Input {

        @Override
        public void each(Sink sink) throws IOException {
            try (BufferedReader lines = open()) {
                boolean more = true;
                for (String line = lines.readLine(); more && line != null; line = lines.readLine()) {
                    String name = line.split("\t", 2)[0];
                    more = name.isBlank() || name.startsWith("#") || sink.take(resolved(name));
                }
            } catch (CharacterCodingException e) {
                throw new IOException("the manifest " + path.orElse(Path.of("-")) + " is not UTF-8", e);
            }
        }

        private BufferedReader open() throws IOException {
            return path.isPresent()
                    ? Files.newBufferedReader(path.get())
                    : new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        }

        private String resolved(String name) {
            String folder = base.toString();
            return folder.isEmpty() || name.startsWith("/") ? name : folder + "/" + name;
        }

        @Override
        public boolean repeats() {
            return path.isPresent();
        }
    }

    /**
     * The files below a folder.
     *
     * @param output is not looked into
     * @param wanted of their paths
     */
    record Folder(Path root, Path output, Predicate<Path> wanted) implements Input {
        @Override
        public void each(Sink sink) throws IOException {
            FolderWalk.each(this, sink);
        }
    }
}
