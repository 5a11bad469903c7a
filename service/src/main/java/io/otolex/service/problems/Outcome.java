package io.otolex.service.problems;

import java.util.Locale;

/** How a request ended, as coarse as an alert needs it. */
public enum Outcome {
    OK,
    BAD_INPUT,
    REJECTED_FULL,
    REJECTED_QUOTA,
    EXPIRED,
    ERROR;

    /** The label's value in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
