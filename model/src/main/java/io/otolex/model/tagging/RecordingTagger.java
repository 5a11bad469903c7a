package io.otolex.model.tagging;

import io.otolex.audio.AudioDecodingException;
import java.nio.file.Path;

/** A recording in, its tags out: what every surface (REST, CLI, Spark) calls. Thread-safe. */
@FunctionalInterface
public interface RecordingTagger {

    /**
     * Decodes, scores and names.
     *
     * @param spool a regular file that nobody changes meanwhile; its name means nothing
     * @param progress told after each batch of windows, on the calling thread
     */
    Tagged tag(Path spool, TagOptions options, Progress progress) throws AudioDecodingException;
}
