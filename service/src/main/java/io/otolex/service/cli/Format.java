package io.otolex.service.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Function;

/** The shapes that tags are printed in. */
enum Format {
    TABLE(TagTable::new),
    JSON(TagJson::new),
    CSV(TagCsv::new);

    private final Function<PrintWriter, TagWriter> writer;

    Format(Function<PrintWriter, TagWriter> writer) {
        this.writer = writer;
    }

    TagWriter writer(PrintWriter out) {
        return writer.apply(out);
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
