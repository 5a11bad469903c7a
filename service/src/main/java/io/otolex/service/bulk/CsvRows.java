package io.otolex.service.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A line a file; what has no fixed number of columns (tags, events, embedding) is JSON in one cell. */
final class CsvRows implements RowFormat.Rows {

    private static final List<String> COLUMNS = List.of(
            "/file",
            "/status",
            "/error",
            "/reason",
            "/sha256",
            "/model/name",
            "/model/digest",
            "/input/codec",
            "/input/sample_rate",
            "/input/channels",
            "/input/duration_s",
            "/windows",
            "/tags",
            "/events",
            "/embedding");

    private static final CSVFormat TABLE = CSVFormat.RFC4180
            .builder()
            .setHeader(COLUMNS.stream().map(CsvRows::title).toArray(String[]::new))
            .get();

    private final CSVPrinter csv;

    CsvRows(Path file) throws IOException {
        csv = new CSVPrinter(Files.newBufferedWriter(file), TABLE);
    }

    /** {@code /model/name} is {@code model_name}; {@code /input/codec} is {@code codec}. */
    private static String title(String pointer) {
        return pointer.substring(1).replace("input/", "").replace('/', '_');
    }

    @Override
    public void add(ObjectNode row) throws IOException {
        csv.printRecord(COLUMNS.stream().map(pointer -> cell(row.at(pointer))).toList());
    }

    private static String cell(JsonNode value) {
        return value.isContainer() ? value.toString() : value.asString("");
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
