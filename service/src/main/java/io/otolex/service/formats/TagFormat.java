package io.otolex.service.formats;

import java.io.Writer;

/** A format that answers are written in. A new one is a class and a line in {@link Formats}. */
public interface TagFormat {

    /** On the command line, such as {@code csv}; also the extension of a file. */
    String name();

    /** In the headers {@code Accept} and {@code Content-Type}, without a charset; all formats are UTF-8. */
    String mediaType();

    /** Whether the format is about times, so that it needs windows and events. */
    boolean needsTimeline();

    /** Starts one answer. */
    AnswerWriter to(Writer out);
}
