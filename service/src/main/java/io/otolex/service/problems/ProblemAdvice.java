package io.otolex.service.problems;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.BudgetException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> problem(ProblemException end, HttpServletRequest request) {
        return ProblemAnswers.answer(end.problem(), HttpHeaders.EMPTY, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> undecodable(AudioDecodingException reason, HttpServletRequest request) {
        return ProblemAnswers.answer(AudioProblems.of(reason), HttpHeaders.EMPTY, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> spent(BudgetException reason, HttpServletRequest request) {
        var problem = new Problem(ProblemType.DEADLINE_EXCEEDED, "Ended early: " + reason.getMessage() + ".");
        return ProblemAnswers.answer(problem, HttpHeaders.EMPTY, request);
    }

    /** The only place where a fault of ours is logged, and the only answer that does not say what it was. */
    @ExceptionHandler
    ResponseEntity<Object> fault(Exception fault, HttpServletRequest request) {
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), fault);
        var problem = new Problem(ProblemType.INTERNAL_ERROR, "The fault is ours and is in the service's log.");
        return ProblemAnswers.answer(problem, HttpHeaders.EMPTY, request);
    }

    /** Everything that Spring itself refuses: the status is Spring's, the name and the shape are ours. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = new Problem(ProblemType.ofStatus(status.value()), SpringDetail.of(e));
        return ProblemAnswers.answer(problem, headers, ((ServletWebRequest) request).getRequest());
    }
}
