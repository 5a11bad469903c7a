package io.otolex.service.cli;

import io.otolex.service.formats.AnswerWriter;
import io.otolex.service.formats.TagFormat;
import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.problems.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** One document for each file, byte for byte what the service answers. */
final class Documents implements TagWriter {

    private final TagFormat format;
    private final Place place;
    private @Nullable Writer out;
    private @Nullable AnswerWriter current;

    Documents(TagFormat format, Place place) {
        this.format = format;
        this.place = place;
    }

    /** Where the document of a file is written. */
    @FunctionalInterface
    interface Place {
        Writer open(String file) throws IOException;
    }

    @Override
    public void window(String file, TagsAnswer.Window window) {
        attempt(file, document -> document.window(window));
    }

    @Override
    public void tagged(String file, TagsAnswer answer) {
        attempt(file, document -> document.finish(answer));
        end();
    }

    /** A document that has begun ends with it; else there is none. */
    @Override
    public void failed(String file, Problem problem) {
        if (current != null && current.isStreaming()) {
            attempt(file, document -> document.failed(problem));
        }
        end();
    }

    private interface Step {
        void on(AnswerWriter document) throws IOException;
    }

    private void attempt(String file, Step step) {
        try {
            if (current == null) {
                out = place.open(file);
                current = format.to(out);
            }
            step.on(current);
        } catch (IOException e) {
            throw new UncheckedIOException("the document of " + file + " cannot be written", e);
        }
    }

    private void end() {
        try (Writer closing = out) {
            if (closing != null) {
                closing.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a document cannot be written", e);
        } finally {
            out = null;
            current = null;
        }
    }
}
