package io.otolex.service.problems;

import java.time.Duration;
import java.util.Map;

/**
 * One thing that went wrong, told to whoever can do something about it.
 *
 * @param type its stable name
 * @param detail what was wrong, where, and what to do
 * @param facts the same for programs: a field's name, a limit
 */
public record Problem(ProblemType type, String detail, Map<String, Object> facts) {

    /** Seconds after which the same request may well succeed; also sent as a header. */
    static final String RETRY_AFTER = "retry_after_s";

    public Problem {
        facts = Map.copyOf(facts);
    }

    public Problem(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    public static Problem invalidOption(String field, String detail) {
        return new Problem(ProblemType.INVALID_OPTION, detail, Map.of("field", field));
    }

    /** A refusal that will not last: rounded up to whole seconds, and at least one. */
    public static Problem retryLater(ProblemType type, String detail, Duration wait) {
        return new Problem(
                type,
                detail,
                Map.of(RETRY_AFTER, Math.max(1, wait.plusNanos(999_999_999).toSeconds())));
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
