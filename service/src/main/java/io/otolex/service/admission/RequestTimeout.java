package io.otolex.service.admission;

import io.otolex.service.problems.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a request may take: as its header says, or the service's own limit. */
final class RequestTimeout {

    static final String HEADER = "X-Request-Timeout-Ms";
    private static final int MAX_DIGITS = 12;

    private RequestTimeout() {}

    static Duration of(HttpServletRequest request, AdmissionSettings settings) {
        String header = request.getHeader(HEADER);
        return header == null ? settings.timeout() : parsed(header.strip(), settings.maxTimeout());
    }

    private static Duration parsed(@Nullable String header, Duration max) {
        boolean number = header != null && header.matches("[0-9]{1," + MAX_DIGITS + "}");
        long milliseconds = number ? Long.parseLong(header) : 0;
        if (milliseconds < 1 || milliseconds > max.toMillis()) {
            throw Problem.invalidOption(
                            HEADER, HEADER + " must be a number of milliseconds from 1 to " + max.toMillis() + ".")
                    .asException();
        }
        return Duration.ofMillis(milliseconds);
    }
}
