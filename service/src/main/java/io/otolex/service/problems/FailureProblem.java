package io.otolex.service.problems;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.BudgetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told of whatever ended its request. */
public final class FailureProblem {

    private static final Logger log = LoggerFactory.getLogger(FailureProblem.class);

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
        log.error("a request failed", failure);
        return new Problem(ProblemType.INTERNAL_ERROR, "The fault is ours and is in the service's log.");
    }
}
