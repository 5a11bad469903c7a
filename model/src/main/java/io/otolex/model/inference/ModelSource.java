package io.otolex.model.inference;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a checkpoint comes from. */
public sealed interface ModelSource {

    /** The model inside the jar. */
    record Embedded() implements ModelSource {
        @Override
        public String toString() {
            return "embedded";
        }
    }

    /**
     * A file of this machine.
     *
     * @param facts what it does not say itself
     */
    record LocalFile(Path path, Facts facts) implements ModelSource {
        public LocalFile(Path path) {
            this(path, Facts.NONE);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A file of the web that is fetched once, by {@code model import}, and checked.
     *
     * @param setting as the user wrote it
     * @param download where it lies
     * @param checksum what its bytes must hash to
     * @param facts what it does not say itself
     */
    record Remote(String setting, URI download, Checksum checksum, Facts facts) implements ModelSource {
        @Override
        public String toString() {
            return setting;
        }

        /** The last part of the path. */
        String fileName() {
            String path = download.getPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    Pattern HUGGING_FACE =
            Pattern.compile("hf://(?<owner>[\\w.-]+)/(?<repo>[\\w.-]+)(@(?<revision>[\\w.-]+))?(/(?<file>[\\w./-]+))?");

    String DEFAULT_FILE = "model.safetensors";

    /**
     * Reads a setting: {@code embedded} (or nothing), {@code hf://owner/repo[@revision][/file]}, {@code https://…}, or a
     * path. A remote file that is not known here needs its checksum at the end: {@code #sha256=…}. What the file does
     * not say itself may stand behind that: {@code #stem=504x56}, {@code #pooling=mean}; see {@link Facts}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static ModelSource parse(String setting) {
        Facts facts = Facts.at(setting.strip());
        String text = Facts.without(setting.strip());
        if (text.isEmpty() || text.equals("embedded")) {
            if (!facts.equals(Facts.NONE)) {
                throw new IllegalArgumentException("the embedded model says all of itself; nothing may follow it");
            }
            return new Embedded();
        }
        if (text.startsWith("hf://")) {
            return huggingFace(text, facts);
        }
        if (text.startsWith("https://")) {
            return remote(text, URI.create(withoutFragment(text)), facts);
        }
        if (text.matches("[a-z]+://.*")) {
            throw new IllegalArgumentException("a model comes from hf://, https:// or a path, not from " + text);
        }
        return new LocalFile(path(text), facts);
    }

    private static ModelSource huggingFace(String text, Facts facts) {
        Matcher parts = HUGGING_FACE.matcher(withoutFragment(text));
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected hf://owner/repo[@revision][/file], not " + text);
        }
        String repository = parts.group("owner") + "/" + parts.group("repo");
        String file = Optional.ofNullable(parts.group("file")).orElse(DEFAULT_FILE);
        String revision =
                Optional.ofNullable(parts.group("revision")).orElseGet(() -> KnownModels.revision(repository));
        URI download = URI.create("https://huggingface.co/" + repository + "/resolve/" + revision + "/" + file);
        return remote(text, download, facts);
    }

    private static ModelSource remote(String setting, URI download, Facts facts) {
        int fragment = setting.indexOf('#');
        Checksum checksum = fragment >= 0
                ? Checksum.parse(setting.substring(fragment + 1))
                : KnownModels.checksum(download)
                        .orElseThrow(() -> new IllegalArgumentException("the checksum of " + setting
                                + " is not known here; give it at the end, as #sha256=… with 64 hexadecimal digits"));
        if (download.getHost() == null || download.getPath().endsWith("/")) {
            throw new IllegalArgumentException("no file is named by " + setting);
        }
        return new Remote(setting, download, checksum, facts);
    }

    private static String withoutFragment(String text) {
        int fragment = text.indexOf('#');
        return fragment < 0 ? text : text.substring(0, fragment);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path: " + text, e);
        }
    }
}
