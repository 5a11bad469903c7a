package io.otolex.service.tags;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.TagOptions;
import io.otolex.model.tagging.Tagged;
import io.otolex.model.tagging.TaggedWindow;
import io.otolex.service.formats.AnswerWriter;
import io.otolex.service.formats.Answers;
import io.otolex.service.formats.TagFormat;
import io.otolex.service.problems.FailureProblem;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes one answer into one response, at the end or while it is computed. */
final class TagsResponse {

    /*
     * Until the body is open, a failure is thrown and becomes a problem with its own status. After that the status has
     * gone out, so that the failure is told in the last line; and a client that has left is told nothing.
     */

    private final Answers answers;
    private final HttpServletRequest request;
    private final AnswerBody body;
    private final AnswerWriter writer;

    TagsResponse(Answers answers, TagFormat format, HttpServletRequest request, HttpServletResponse response) {
        this.answers = answers;
        this.request = request;
        this.body = new AnswerBody(response, format.mediaType());
        this.writer = format.to(body);
        response.addHeader("Vary", "Accept");
    }

    /** How the recording is tagged. */
    @FunctionalInterface
    interface Work {
        Tagged run(Progress progress) throws AudioDecodingException;
    }

    void write(TagOptions options, Work work) throws AudioDecodingException, IOException {
        try {
            writer.finish(answers.of(work.run(progress(options)), options));
            body.flush();
        } catch (ClientGone gone) {
            return;
        } catch (AudioDecodingException | RuntimeException failure) {
            if (!body.isOpen()) {
                throw failure;
            }
            tell(FailureProblem.of(failure));
        }
    }

    private void tell(Problem problem) throws IOException {
        ProblemAnswers.toldInside(request, problem);
        writer.failed(problem);
    }

    private Progress progress(TagOptions options) {
        return writer.isStreaming() ? new Streaming(options) : Progress.NONE;
    }

    private final class Streaming implements Progress {
        private final TagOptions options;

        Streaming(TagOptions options) {
            this.options = options;
        }

        @Override
        public void scored(double secondsOfAudio) {}

        @Override
        public void tagged(TaggedWindow window) {
            try {
                writer.window(answers.window(window, options));
            } catch (IOException e) {
                throw new ClientGone(e);
            }
        }
    }

    /** Nobody reads what is written. */
    private static final class ClientGone extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        ClientGone(IOException cause) {
            super(cause);
        }
    }
}
