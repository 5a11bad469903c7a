package io.otolex.model.tagging;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.Budget;
import io.otolex.model.inference.BudgetException;
import java.nio.file.Path;

/** A recording in, its tags out: what every surface (REST, CLI, Spark) calls. Thread-safe. */
@FunctionalInterface
public interface RecordingTagger {

    /**
     * Decodes, scores and names.
     *
     * @param spool a regular file that nobody changes meanwhile; its name means nothing
     * @param budget asked before each window; its limit hears how much audio there is
     * @param progress told as windows are scored, on the calling thread
     * @throws BudgetException if the deadline passed or the request was cancelled
     */
    Tagged tag(Path spool, TagOptions options, Budget budget, Progress progress) throws AudioDecodingException;
}
