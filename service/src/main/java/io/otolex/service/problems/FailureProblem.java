package io.otolex.service.problems;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.BudgetException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What a client is told of whatever ended its request. */
public final class FailureProblem {

    private static final Logger log = LoggerFactory.getLogger(FailureProblem.class);

    private static final Duration SOON = Duration.ofSeconds(10);

    private FailureProblem() {}

    /** A fault of ours is logged here, and the only one of which a client is not told what it was. */
    public static Problem of(Exception failure) {
        if (failure instanceof ProblemException end) {
            return end.problem();
        }
        if (failure instanceof AudioDecodingException reason) {
            return AudioProblems.of(reason);
        }
        if (failure instanceof BudgetException reason) {
            return new Problem(ProblemType.DEADLINE_EXCEEDED, "Ended early: " + reason.getMessage() + ".");
        }
        if (failure instanceof RequestRejectedException) { // fields and headers are looked at when they are read
            return new Problem(
                    ProblemType.MALFORMED_REQUEST, "A field or header has a name or value that is not accepted.");
        }
        if (failure instanceof DataAccessResourceFailureException
                || failure instanceof CannotCreateTransactionException) {
            log.warn("the jobs' database does not answer: {}", failure.toString());
            return Problem.retryLater(
                    ProblemType.JOBS_UNAVAILABLE,
                    "The database that keeps the jobs does not answer; come back later.",
                    SOON);
        }
        log.error("a request failed", failure);
        return new Problem(ProblemType.INTERNAL_ERROR, "The fault is ours and is in the service's log.");
    }
}
