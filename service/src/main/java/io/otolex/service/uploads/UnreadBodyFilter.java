package io.otolex.service.uploads;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends the answer at once where a body was not read to its end, and throws away what still comes. */
final class UnreadBodyFilter extends OncePerRequestFilter {

    /*
     * A client that is refused while it sends may not look for the answer before it has sent everything. Closing on it
     * resets the connection, and the answer is lost on the way; so the answer goes out complete, and then the rest of
     * the body is read and forgotten for a while. That keeps a thread busy, so only few may do it at once: a service
     * that is flooded closes, and its clients see a reset. A client that was not invited to send (100-continue) has
     * nothing to throw away.
     */

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 32;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        boolean refused = response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
        if (refused && !request.isAsyncStarted() && hasBody(request)) {
            endThenForget(request.getInputStream(), response);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        boolean announced =
                request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        return announced && request.getHeader(HttpHeaders.EXPECT) == null;
    }

    private void endThenForget(ServletInputStream body, HttpServletResponse response) throws IOException {
        if (body.isFinished() || !places.tryAcquire()) {
            return;
        }
        try {
            response.getOutputStream().close(); // the whole answer, also its last chunk
            forget(body);
        } catch (IOException gone) {
            logger.trace("the client did not wait for the end of its refusal", gone);
        } finally {
            places.release();
        }
    }

    private static void forget(ServletInputStream body) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        var buffer = new byte[1 << 16];
        while (System.nanoTime() < end && body.read(buffer) >= 0) {
            // what was read is forgotten
        }
    }
}
