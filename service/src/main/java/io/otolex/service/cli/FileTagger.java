package io.otolex.service.cli;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.Spool;
import io.otolex.model.inference.Budget;
import io.otolex.model.labels.Ontology;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.TagOptions;
import io.otolex.model.tagging.TaggedWindow;
import io.otolex.service.engine.Engine;
import io.otolex.service.formats.Answers;
import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.problems.AudioProblems;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemException;
import io.otolex.service.problems.ProblemType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tags files and tells of each how it went: tags on one stream, failures on the other and in their row. */
final class FileTagger {

    private static final String STANDARD_INPUT = "-";

    private final Engine engine;
    private final Answers answers;
    private final TagOptions options;
    private final TagWriter writer;
    private final PrintWriter err;
    private final boolean debug;

    FileTagger(Engine engine, TagOptions options, TagWriter writer, PrintWriter err, boolean debug) {
        this.engine = engine;
        this.answers = new Answers(engine.model(), Ontology.audioSet());
        this.options = options;
        this.writer = writer;
        this.err = err;
        this.debug = debug;
    }

    /** Whether every file was tagged. */
    boolean tagAll(List<String> files) {
        return files.stream().filter(file -> !tag(file)).count() == 0;
    }

    private boolean tag(String file) {
        try {
            writer.tagged(file, file.equals(STANDARD_INPUT) ? tagStandardInput() : tag(file, Path.of(file)));
            return true;
        } catch (AudioDecodingException reason) {
            return failed(file, AudioProblems.of(reason), reason);
        } catch (ProblemException end) {
            return failed(file, end.problem(), end);
        } catch (IOException | RuntimeException e) {
            return failed(file, new Problem(ProblemType.INTERNAL_ERROR, e.toString()), e);
        }
    }

    private TagsAnswer tagStandardInput() throws IOException, AudioDecodingException {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        try (Spool spool = Spool.of(System.in, Long.MAX_VALUE, directory)) {
            return answer("standard input", spool.path());
        }
    }

    private TagsAnswer tag(String name, Path file) throws AudioDecodingException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            String why = Files.exists(file) ? "It is not a file that can be read." : "There is no such file.";
            throw new Problem(ProblemType.NOT_FOUND, why).asException();
        }
        return answer(name, file);
    }

    private TagsAnswer answer(String name, Path file) throws AudioDecodingException {
        try (var line = ProgressLine.of(name, Terminal.ERR)) {
            return answers.of(
                    engine.recordings().tag(file, options, Budget.unlimited(), new Reporting(name, line)), options);
        }
    }

    /** Windows go to the writer, times to the line that people look at. */
    private final class Reporting implements Progress {
        private final String file;
        private final ProgressLine line;

        Reporting(String file, ProgressLine line) {
            this.file = file;
            this.line = line;
        }

        @Override
        public void scored(double secondsOfAudio) {
            line.scored(secondsOfAudio);
        }

        @Override
        public void tagged(TaggedWindow window) {
            writer.window(file, answers.window(window, options));
        }
    }

    private boolean failed(String file, Problem problem, Exception cause) {
        writer.failed(file, problem);
        err.println("otolex: " + file + ": " + problem.detail());
        if (debug) {
            cause.printStackTrace(err);
        }
        err.flush();
        return false;
    }
}
