package io.otolex.service.problems;

import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** What to tell a client whose request Spring refused. */
final class SpringDetail {

    private SpringDetail() {}

    static String of(Exception e) {
        if (e instanceof HttpMediaTypeNotSupportedException refused) {
            return said(refused) + " Send one of " + MediaType.toString(refused.getSupportedMediaTypes()) + ".";
        }
        return e instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()
                ? said(refused)
                : ProblemType.INTERNAL_ERROR.title() + ".";
    }

    private static String said(ErrorResponse refused) {
        return Objects.requireNonNullElse(refused.getBody().getDetail(), "The request was refused.");
    }
}
