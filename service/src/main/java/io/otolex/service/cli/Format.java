package io.otolex.service.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** The shapes that tags are printed in. */
enum Format {
    TABLE,
    JSON,
    CSV;

    TagWriter writer(PrintWriter out) {
        return switch (this) {
            case TABLE -> new TagTable(out);
            case JSON -> new TagJson(out);
            case CSV -> new TagCsv(out);
        };
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
