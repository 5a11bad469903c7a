package io.otolex.service.formats;

import io.otolex.service.problems.Problem;
import java.io.IOException;

/** Writes one answer, once it is complete; or, in a format of lines, while it is computed. */
public interface AnswerWriter {

    /** Whether windows are written as they come. After the first, a failure can only be told in the format itself. */
    default boolean isStreaming() {
        return false;
    }

    /** A window as soon as it is scored. */
    default void window(TagsAnswer.Window window) throws IOException {}

    /** The complete answer; called once, at the end. */
    void finish(TagsAnswer answer) throws IOException;

    /** Instead of {@link #finish}, if there is no answer; only asked of formats that stream. */
    default void failed(Problem problem) throws IOException {
        throw new UnsupportedOperationException("this format does not stream");
    }
}
