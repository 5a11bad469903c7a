package io.otolex.model.inference;

import java.time.Duration;

/** Why the work on a request ended early. Carries no stack trace: it is an answer, not a fault. */
public abstract sealed class BudgetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private BudgetException(String message) {
        super(message, null, false, false);
    }

    /** For whoever waits on behalf of a request and is interrupted. */
    public static BudgetException cancelled() {
        return new Cancelled();
    }

    /** The deadline passed. */
    public static final class Expired extends BudgetException {
        private static final long serialVersionUID = 1L;

        Expired(Duration time) {
            super("the work was not done within " + time.toMillis() + " ms");
        }
    }

    /** Nobody waits for the answer any more. */
    public static final class Cancelled extends BudgetException {
        private static final long serialVersionUID = 1L;

        Cancelled() {
            super("the request was cancelled");
        }
    }
}
