package io.otolex.service.jobs.outbound;

import java.io.IOException;

/** Why a request on a client's behalf came to nothing; the message is for the client. */
public abstract sealed class OutboundException extends IOException {

    private static final long serialVersionUID = 1L;

    private OutboundException(String message) {
        super(message);
    }

    /** The address may not be asked. */
    public static final class Refused extends OutboundException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** The other side did not give what was asked. */
    public static final class Failed extends OutboundException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }
}
