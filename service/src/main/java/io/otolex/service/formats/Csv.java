package io.otolex.service.formats;

import java.io.IOException;
import java.io.Writer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A table with a row for each tag, and with a timeline for each tag of each window and each event. */
final class Csv implements TagFormat {

    private static final CSVFormat TABLE = CSVFormat.RFC4180
            .builder()
            .setHeader(Row.COLUMNS.toArray(String[]::new))
            .get();

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv";
    }

    @Override
    public boolean needsTimeline() {
        return false;
    }

    @Override
    public AnswerWriter to(Writer out) {
        return answer -> write(answer, new CSVPrinter(out, TABLE));
    }

    private static void write(TagsAnswer answer, CSVPrinter table) throws IOException {
        for (Row row : (Iterable<Row>) Row.of(answer)::iterator) {
            table.printRecord(row.cells());
        }
    }
}
