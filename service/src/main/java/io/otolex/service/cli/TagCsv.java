package io.otolex.service.cli;

import io.otolex.service.formats.Row;
import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.problems.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The service's table for many files: with the file's name in front, and the error of one that failed at the end. */
final class TagCsv implements TagWriter {

    private static final CSVFormat TABLE = CSVFormat.RFC4180
            .builder()
            .setHeader(cells("file", Row.COLUMNS, "error").map(Object::toString).toArray(String[]::new))
            .get();

    private final CSVPrinter csv;

    TagCsv(PrintWriter out) {
        try {
            csv = new CSVPrinter(out, TABLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void tagged(String file, TagsAnswer answer) {
        Row.of(answer).forEach(row -> print(cells(file, row.cells(), "")));
    }

    @Override
    public void failed(String file, Problem problem) {
        print(cells(file, Collections.nCopies(Row.COLUMNS.size(), ""), problem.detail()));
    }

    private static Stream<Object> cells(String first, List<?> middle, String last) {
        return Stream.concat(Stream.concat(Stream.of(first), middle.stream()), Stream.of(last));
    }

    private void print(Stream<Object> cells) {
        try {
            csv.printRecord(cells.toList());
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the table cannot be written", e);
        }
    }
}
