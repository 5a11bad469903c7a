package io.otolex.service.problems;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Map;

/** A problem inside an answer: the members of RFC 9457, where there is no response of its own for it. */
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        @JsonAnyGetter Map<String, Object> facts) {

    public static ProblemBody of(Problem problem) {
        ProblemType type = problem.type();
        return new ProblemBody(type.uri().toString(), type.title(), type.status(), problem.detail(), problem.facts());
    }
}
