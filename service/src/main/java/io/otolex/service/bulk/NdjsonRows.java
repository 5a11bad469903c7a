package io.otolex.service.bulk;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object a line: everything that there is to say. */
final class NdjsonRows implements RowFormat.Rows {

    private final Writer out;

    NdjsonRows(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
    }

    @Override
    public void add(ObjectNode row) throws IOException {
        out.write(row.toString());
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
