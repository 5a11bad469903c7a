package io.otolex.service.formats;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that there are; the first is the one for those who do not care. */
public final class Formats {

    public static final List<TagFormat> ALL =
            List.of(new Json(), new Ndjson(), new Csv(), new Audacity(), new Raven(), new WebVtt());

    private Formats() {}

    public static Optional<TagFormat> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** The one that is wanted most by a header {@code Accept}. */
    public static Optional<TagFormat> accepted(AcceptHeader header) {
        return header.best(ALL, TagFormat::mediaType);
    }

    /** For those who asked for another. */
    public static String mediaTypes() {
        return ALL.stream().map(TagFormat::mediaType).collect(Collectors.joining(", "));
    }
}
