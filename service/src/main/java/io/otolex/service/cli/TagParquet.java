package io.otolex.service.cli;

import io.otolex.service.bulk.RowFormat;
import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.problems.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A Parquet file of one row for each recording, with the columns of {@code otolex bulk}: the folder is a table. */
final class TagParquet implements TagWriter {

    private final OutputFolder folder;

    TagParquet(OutputFolder folder) {
        this.folder = folder;
    }

    @Override
    public void tagged(String file, TagsAnswer answer) {
        try {
            RowFormat.PARQUET.write(folder.place(file), file, answer);
        } catch (IOException e) {
            throw new UncheckedIOException("the document of " + file + " cannot be written", e);
        }
    }

    @Override
    public void failed(String file, Problem problem) {} // no document, as in every format that has one for each file
}
