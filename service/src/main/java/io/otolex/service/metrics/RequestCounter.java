package io.otolex.service.metrics;

import io.otolex.service.problems.Outcome;
import io.otolex.service.problems.ProblemAnswers;
import io.otolex.service.problems.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Counts requests to the API by how they ended. */
final class RequestCounter extends OncePerRequestFilter {

    private static final List<String> API = List.of("/v1/", "/v2", "/hf/");
    static final String UNMATCHED = "none";

    private final ServiceMetrics metrics;

    RequestCounter(ServiceMetrics metrics) {
        this.metrics = metrics;
    }

    static boolean isApi(String path) {
        return API.stream().anyMatch(path::startsWith);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isApi(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (!request.isAsyncStarted()) {
            metrics.requests(endpoint(request), outcome(request, response)).increment();
        }
    }

    /** A request that goes on without its thread is counted when it ends. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    /** The pattern, never the path: a client must not be able to make meters. */
    private static String endpoint(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern instanceof String matched && isApi(matched) ? matched : UNMATCHED;
    }

    /** What the container refuses has no problem yet, only a status. */
    private static Outcome outcome(HttpServletRequest request, HttpServletResponse response) {
        Outcome told = ProblemAnswers.outcomeOf(request);
        return told == Outcome.OK && response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST
                ? ProblemType.ofStatus(response.getStatus()).outcome()
                : told;
    }
}
