package io.otolex.service.uploads;

import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/** The options of a request, from its query and from the fields of its form. */
public final class RequestOptions {

    private RequestOptions() {}

    public static Map<String, String[]> of(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException e) { // the container's way to refuse broken percent signs and too many names
            throw new Problem(ProblemType.MALFORMED_REQUEST, "The query cannot be read; check its percent signs.")
                    .asException();
        }
    }
}
