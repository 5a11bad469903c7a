package io.otolex.service.problems;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Problems on the wire: {@code application/problem+json}, whatever the client accepts. */
public final class ProblemAnswers {

    private static final String ATTRIBUTE = ProblemAnswers.class.getName();

    private ProblemAnswers() {}

    /** How the request ended, for those who count. */
    public static Outcome outcomeOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ProblemType type ? type.outcome() : Outcome.OK;
    }

    /** A problem that was told inside an answer that had begun, for those who count. */
    public static void toldInside(HttpServletRequest request, Problem problem) {
        request.setAttribute(ATTRIBUTE, problem.type());
    }

    static ResponseEntity<Object> answer(Problem problem, HttpHeaders more, HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, problem.type());
        var headers = new HttpHeaders(more);
        boolean foreign = ForeignDoors.leadsTo(request.getServletPath());
        headers.setContentType(foreign ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON);
        Object retryAfter = problem.facts().get(Problem.RETRY_AFTER);
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        Object body = foreign ? new ForeignDoors.ErrorObject(problem.detail()) : detail(problem, request);
        return new ResponseEntity<>(body, headers, problem.type().status());
    }

    private static ProblemDetail detail(Problem problem, HttpServletRequest request) {
        ProblemDetail detail = ProblemDetail.forStatus(problem.type().status());
        detail.setType(problem.type().uri());
        detail.setTitle(problem.type().title());
        detail.setDetail(problem.detail());
        detail.setInstance(instance(request));
        problem.facts().forEach(detail::setProperty);
        return detail;
    }

    /** The path alone: a query may hold what nobody wants to find in a log of errors. */
    private static URI instance(HttpServletRequest request) {
        try {
            return new URI(request.getRequestURI().replaceFirst("^/+", "/")); // two slashes would begin a host
        } catch (URISyntaxException e) {
            return URI.create("/");
        }
    }
}
