package io.otolex.service.engine;

/** The engine cannot be had: no model, no decoder. Carries what the operator can do about it. */
public final class EngineException extends Exception {

    private static final long serialVersionUID = 1L;
    private final String action;

    public EngineException(String message, String action, Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
