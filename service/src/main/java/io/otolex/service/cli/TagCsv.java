package io.otolex.service.cli;

import io.otolex.service.problems.Problem;
import io.otolex.service.tags.TagsAnswer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A row for each tag; a file that failed has one row, with its error in the last column. */
final class TagCsv implements TagWriter {

    private static final CSVFormat TABLE = CSVFormat.RFC4180
            .builder()
            .setHeader("file", "rank", "score", "id", "label", "index", "error")
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
        int rank = 1;
        for (TagsAnswer.NamedScore tag : answer.tags()) {
            row(file, rank++, tag.score(), tag.id(), tag.label(), tag.index(), "");
        }
    }

    @Override
    public void failed(String file, Problem problem) {
        row(file, "", "", "", "", "", problem.detail());
    }

    private void row(Object... cells) {
        try {
            csv.printRecord(cells);
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the table cannot be written", e);
        }
    }
}
