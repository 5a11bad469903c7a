package io.otolex.service.bulk;

import io.otolex.service.formats.TagsAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What rows can be written as; all of them write the same tree. A new format is a class, a name and a line. */
public enum RowFormat {
    NDJSON,
    CSV,
    PARQUET;

    private static final JsonMapper JSON = new JsonMapper();

    /** A file that rows go into, one after the other. */
    interface Rows extends AutoCloseable {
        void add(ObjectNode row) throws IOException;

        /** After this the file is complete. */
        @Override
        void close() throws IOException;
    }

    Rows open(Path file) throws IOException {
        return switch (this) {
            case NDJSON -> new NdjsonRows(file);
            case CSV -> new CsvRows(file);
            case PARQUET -> new ParquetRows(file);
        };
    }

    /** A file of one row; another of this name is replaced. */
    public void write(Path file, String recording, TagsAnswer answer) throws IOException {
        FileKey key = FileKey.of(Path.of(recording));
        try (Rows rows = open(file)) {
            rows.add(tree(RecordingRow.of(recording, key, answer)));
        }
    }

    /** Names as in the service's answer, with the events of its timeline beside it. */
    static ObjectNode tree(RecordingRow row) {
        ObjectNode tree = JSON.valueToTree(row);
        tree.optional("timeline").ifPresent(timeline -> tree.set("events", timeline.path("events")));
        return tree;
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
