package io.otolex.service.uploads;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses a body whose announced length is above the limit, before a byte of it is read. */
final class UploadLimitFilter extends OncePerRequestFilter {

    private final DataSize maxSize;
    private final DataSize formOverhead;
    private final HandlerExceptionResolver problems;

    UploadLimitFilter(DataSize maxSize, DataSize formOverhead, HandlerExceptionResolver problems) {
        this.maxSize = maxSize;
        this.formOverhead = formOverhead;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() <= limit(request)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.CONNECTION, "close");
        problems.resolveException(
                request, response, null, Uploads.tooLarge(maxSize).asException());
    }

    private long limit(HttpServletRequest request) {
        String type = request.getContentType();
        boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
        return maxSize.toBytes() + (form ? formOverhead.toBytes() : 0);
    }
}
