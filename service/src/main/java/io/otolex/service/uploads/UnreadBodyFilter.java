package io.otolex.service.uploads;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends the answer at once where a body was not read to its end, and throws away what still comes. */
final class UnreadBodyFilter extends OncePerRequestFilter {

    /*
     * A client that is refused while it sends may not look for the answer before it has sent everything. Closing on it
     * resets the connection, and the answer is lost on the way; so the answer goes out complete, and then the rest of
     * the body is read and forgotten for a while. That needs no thread: the container calls when there is something to
     * read. A client that was not invited to send (100-continue) has nothing to throw away.
     */

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 512L << 20;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (!request.isAsyncStarted() && hasBody(request) && response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
            forgetRest(request, response);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        boolean announced =
                request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        return announced && request.getHeader(HttpHeaders.EXPECT) == null;
    }

    private static void forgetRest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletInputStream body = request.getInputStream();
        if (body.isFinished()) {
            return;
        }
        response.getOutputStream().close(); // the whole answer, also its last chunk
        AsyncContext rest = request.startAsync();
        rest.setTimeout(LONGEST.toMillis());
        body.setReadListener(new Forgetting(body, rest));
    }

    /** Reads whatever is there, whenever something is. */
    private static final class Forgetting implements ReadListener {
        private final ServletInputStream body;
        private final AsyncContext request;
        private final byte[] buffer = new byte[1 << 14];
        private long bytes;

        Forgetting(ServletInputStream body, AsyncContext request) {
            this.body = body;
            this.request = request;
        }

        @Override
        public void onDataAvailable() throws IOException {
            while (body.isReady() && !body.isFinished()) {
                bytes += Math.max(0, body.read(buffer));
                if (bytes > MOST_BYTES) {
                    request.complete();
                    return;
                }
            }
        }

        @Override
        public void onAllDataRead() {
            request.complete();
        }

        @Override
        public void onError(Throwable gone) {
            request.complete();
        }
    }
}
