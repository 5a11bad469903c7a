package io.otolex.service.cli;

import io.otolex.service.formats.Formats;
import io.otolex.service.formats.TagFormat;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A shape that tags are printed in: the table for eyes, one of the service's formats, or a table's file.
 *
 * @param name as it is written on the command line
 * @param document what the service answers in, nothing for the two that it does not have
 */
record Format(String name, Optional<TagFormat> document) {

    static final Format TABLE = new Format("table", Optional.empty());
    static final Format PARQUET = new Format("parquet", Optional.empty());
    static final Format JSON = named("json").orElseThrow();

    /** For the help. */
    static final String NAMES = Stream.concat(
                    Stream.of(TABLE.name, PARQUET.name), Formats.ALL.stream().map(TagFormat::name))
            .collect(Collectors.joining(", "));

    static Optional<Format> named(String name) {
        return Stream.of(TABLE, PARQUET)
                .filter(format -> format.name.equals(name))
                .findFirst()
                .or(() -> Formats.named(name).map(format -> new Format(name, Optional.of(format))));
    }

    boolean needsTimeline() {
        return document.map(TagFormat::needsTimeline).orElse(false);
    }

    /** Whether it can be written to one stream at all. */
    boolean isText() {
        return !equals(PARQUET);
    }

    /** Whether rows of many files can follow each other on one stream. */
    boolean joinsFiles() {
        return name.equals("table") || name.equals("json") || name.equals("csv");
    }

    /** @param folder for one document a file; else everything goes to {@code out} */
    TagWriter writer(PrintWriter out, @Nullable Path folder) {
        if (folder != null && document.isPresent()) {
            return new Documents(document.get(), new OutputFolder(folder, name));
        }
        return switch (name) {
            case "table" -> new TagTable(out);
            case "json" -> new TagJson(out);
            case "csv" -> new TagCsv(out);
            case "parquet" -> new TagParquet(new OutputFolder(Objects.requireNonNull(folder), name));
            default -> new Documents(document.orElseThrow(), file -> unclosed(out));
        };
    }

    private static FilterWriter unclosed(PrintWriter out) {
        return new FilterWriter(out) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
