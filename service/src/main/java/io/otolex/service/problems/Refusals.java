package io.otolex.service.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Problems from filters, which decide before a body is read. */
public final class Refusals {

    private final HandlerExceptionResolver problems;

    Refusals(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    /** Complete with its length: the client sees its end though the connection is still open for what it sends. */
    public void send(ProblemException refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close"); // so that nobody sends a body that nobody reads
        var complete = new ContentCachingResponseWrapper(response);
        problems.resolveException(request, complete, null, refusal);
        complete.copyBodyToResponse();
    }
}
