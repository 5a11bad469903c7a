package io.otolex.service.problems;

import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** What is found at a problem's URI: what it means, for programs and for people. */
@RestController
@RequestMapping("/problems")
class ProblemsController {

    private static final String PAGE =
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title>"
                    + "</head><body><h1>%1$s</h1><p>%s</p><p>HTTP status %d, type <code>%s</code></p></body></html>";

    /** One type of problem. */
    record Described(String type, String title, int status, String meaning) {}

    record All(List<Described> problems) {}

    private final ProblemMeanings meanings;

    ProblemsController(ProblemMeanings meanings) {
        this.meanings = meanings;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    All all() {
        return new All(Arrays.stream(ProblemType.values()).map(this::described).toList());
    }

    @GetMapping(path = "/{slug}", produces = MediaType.APPLICATION_JSON_VALUE)
    Described one(@PathVariable String slug) {
        return described(find(slug));
    }

    @GetMapping(path = "/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    String page(@PathVariable String slug) {
        Described problem = described(find(slug));
        return PAGE.formatted(
                HtmlUtils.htmlEscape(problem.title()),
                HtmlUtils.htmlEscape(problem.meaning()),
                problem.status(),
                problem.type());
    }

    private Described described(ProblemType type) {
        return new Described(type.uri().toString(), type.title(), type.status(), meanings.of(type));
    }

    private static ProblemType find(String slug) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .findFirst()
                .orElseThrow(
                        () -> new Problem(ProblemType.NOT_FOUND, "There is no problem of this name.").asException());
    }
}
