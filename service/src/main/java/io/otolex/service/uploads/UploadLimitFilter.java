package io.otolex.service.uploads;

import io.otolex.service.problems.Refusals;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body whose announced length is above the limit, before a byte of it is read. */
final class UploadLimitFilter extends OncePerRequestFilter {

    private final DataSize maxSize;
    private final DataSize formOverhead;
    private final Refusals refusals;

    UploadLimitFilter(DataSize maxSize, DataSize formOverhead, Refusals refusals) {
        this.maxSize = maxSize;
        this.formOverhead = formOverhead;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() <= limit(request)) {
            chain.doFilter(request, response);
            return;
        }
        refusals.send(Uploads.tooLarge(maxSize).asException(), request, response);
    }

    private long limit(HttpServletRequest request) {
        String type = request.getContentType();
        boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
        return maxSize.toBytes() + (form ? formOverhead.toBytes() : 0);
    }
}
