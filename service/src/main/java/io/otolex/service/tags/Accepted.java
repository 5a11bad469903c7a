package io.otolex.service.tags;

import io.otolex.service.formats.AcceptHeader;
import io.otolex.service.formats.Formats;
import io.otolex.service.formats.TagFormat;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.util.InvalidMimeTypeException;

/** The format that a request asks for; it is known before the body is read. */
final class Accepted {

    private Accepted() {}

    static TagFormat format(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        try {
            return Formats.accepted(AcceptHeader.of(values)).orElseThrow(() -> refusal("None of them is accepted"));
        } catch (InvalidMimeTypeException e) {
            throw refusal("The header Accept cannot be read");
        }
    }

    private static RuntimeException refusal(String why) {
        return new Problem(ProblemType.NOT_ACCEPTABLE, "The formats are " + Formats.mediaTypes() + ". " + why + ".")
                .asException();
    }
}
