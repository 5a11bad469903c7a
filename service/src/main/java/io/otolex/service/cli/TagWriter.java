package io.otolex.service.cli;

import io.otolex.service.problems.Problem;
import io.otolex.service.tags.TagsAnswer;

/** Writes how it went with each file, at once, so that a pipe sees it before the next file begins. */
interface TagWriter {

    void tagged(String file, TagsAnswer answer);

    /** Also told on standard error; formats for programs keep a row for it, so that no file is missing. */
    void failed(String file, Problem problem);
}
