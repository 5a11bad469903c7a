package io.otolex.service.uploads;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body whose read failures are told as the client's, so that they are never taken for failures of our disk. */
final class RequestBody extends FilterInputStream {

    private final Runnable deadline;

    /** @param deadline throws once the request has taken too long: a client can be slow for ever, byte by byte */
    RequestBody(InputStream body, Runnable deadline) {
        super(body);
        this.deadline = deadline;
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException e) {
            throw BodyProblems.unread(e).asException();
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        deadline.run();
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            throw BodyProblems.unread(e).asException();
        }
    }

    /** The container ends the body itself, and reads on so that the client can hear the answer. */
    @Override
    public void close() {}
}
