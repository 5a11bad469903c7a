package io.otolex.service.bulk;

/** The output cannot be added to in this way; nothing was changed. */
public final class BulkException extends Exception {

    private static final long serialVersionUID = 1L;

    BulkException(String message) {
        super(message);
    }
}
