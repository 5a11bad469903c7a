package io.otolex.service.cli;

import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.problems.Problem;
import java.io.PrintWriter;

/** Tags for eyes. */
final class TagTable implements TagWriter {

    private final PrintWriter out;

    TagTable(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void tagged(String file, TagsAnswer answer) {
        var input = answer.input();
        out.printf(
                "%s  (%s, %d Hz, %d ch, %s s; %s)%n",
                file,
                input.codec(),
                input.sampleRate(),
                input.channels(),
                input.durationS(),
                answer.model().name());
        answer.tags().forEach(tag -> out.printf("  %s  %s%n", tag.score(), tag.label()));
        if (answer.tags().isEmpty()) {
            out.println("  no tag reaches the threshold");
        }
        out.flush();
    }

    @Override
    public void failed(String file, Problem problem) {} // standard error has it, and is the same terminal
}
