package io.otolex.service.cache;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Names each answer by its content, and does not send one again that the client says it has. */
final class EntityTagFilter extends OncePerRequestFilter {

    private static final String PATH = "/v1/tags";
    private static final String STREAMED = "application/x-ndjson";

    /** A streamed answer has no end to wait for. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return !request.getMethod().equals(HttpMethod.POST.name())
                || !request.getServletPath().equals(PATH)
                || (accept != null && accept.contains(STREAMED));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (!request.isAsyncStarted()) {
            finish(request, answer, response);
        }
    }

    private static void finish(
            HttpServletRequest request, ContentCachingResponseWrapper answer, HttpServletResponse response)
            throws IOException {
        if (answer.getStatus() == HttpServletResponse.SC_OK) {
            String tag = tag(answer.getContentAsByteArray());
            response.setHeader(HttpHeaders.ETAG, tag);
            if (matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        answer.copyBodyToResponse();
    }

    private static String tag(byte[] answer) {
        byte[] hash = ContentHash.sha256Digest().digest(answer);
        return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
    }

    private static boolean matches(@Nullable String known, String tag) {
        return known != null && (known.strip().equals("*") || known.contains(tag));
    }
}
