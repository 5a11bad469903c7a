package io.otolex.service.jobs.store;

/** The jobs' database cannot be had. Carries what the operator can do about it. */
public final class JobDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String action;

    JobDatabaseException(String message, String action, Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
