package io.otolex.service.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemBody;
import java.io.PrintWriter;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object a line and file: the service's answer, or its problem, with the file's name before it. */
final class TagJson implements TagWriter {

    private record Tagged(String file, @JsonUnwrapped TagsAnswer answer) {}

    private record Failed(String file, ProblemBody problem) {}

    private final JsonMapper json = new JsonMapper();
    private final PrintWriter out;

    TagJson(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void tagged(String file, TagsAnswer answer) {
        write(new Tagged(file, answer));
    }

    @Override
    public void failed(String file, Problem problem) {
        write(new Failed(file, ProblemBody.of(problem)));
    }

    private void write(Object line) {
        out.println(json.writeValueAsString(line));
        out.flush();
    }
}
