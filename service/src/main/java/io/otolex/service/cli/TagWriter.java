package io.otolex.service.cli;

import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.problems.Problem;

/** Writes how it went with each file, at once, so that a pipe sees it before the next file begins. */
interface TagWriter extends AutoCloseable {

    /** A window of the file that is being tagged, as soon as it is scored; only with a timeline. */
    default void window(String file, TagsAnswer.Window window) {}

    void tagged(String file, TagsAnswer answer);

    /** Also told on standard error; formats for programs keep a row for it, so that no file is missing. */
    void failed(String file, Problem problem);

    /** After the last file. */
    @Override
    default void close() {}
}
