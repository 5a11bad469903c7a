package io.otolex.service.problems;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Whatever a controller throws becomes a {@link Problem}. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ResponseEntity<Object> ended(Exception failure, HttpServletRequest request) {
        return ProblemAnswers.answer(FailureProblem.of(failure), HttpHeaders.EMPTY, request);
    }

    /** Everything that Spring itself refuses: the status is Spring's, the name and the shape are ours. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = new Problem(ProblemType.ofStatus(status.value()), SpringDetail.of(e));
        return ProblemAnswers.answer(problem, headers, ((ServletWebRequest) request).getRequest());
    }
}
