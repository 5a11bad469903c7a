package io.otolex.service.connections;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;

/** The container's outermost step: keeps a request's deadline while it is read, and ends what is read in vain. */
final class LingeringValve extends ValveBase {

    /*
     * A client that is refused may not have seen it yet, and sends on. Closing at once would reset the connection, and
     * the answer would be lost with it; so the rest is read and thrown away. The container does that too, but holds a
     * thread for as long as a byte comes now and then. Here it has an end, and only so many clients have such a thread.
     * Reading never blocks: a thread that waits for a byte cannot look at the clock.
     */

    private static final long PAUSE_MILLIS = 5;

    private final LingerSettings settings;
    private final Semaphore places;

    LingeringValve(LingerSettings settings) {
        super(true); // requests may go on without their thread
        this.settings = settings;
        this.places = new Semaphore(settings.concurrent());
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request wire = request.getCoyoteRequest();
        InputBuffer input = wire.getInputBuffer();
        wire.setInputBuffer(new DeadlineInput(input, request));
        try {
            getNext().invoke(request, response);
        } finally {
            wire.setInputBuffer(input); // it serves the connection's next request too
        }
        if (!request.isAsync() && !isRead(wire)) {
            response.finishResponse();
            linger(wire);
        }
    }

    private void linger(org.apache.coyote.Request wire) throws IOException {
        boolean read = false;
        if (!wire.hasExpectation() && places.tryAcquire()) { // who asked before sending has not begun
            try {
                read = readOn(wire);
            } finally {
                places.release();
            }
        }
        if (!read) {
            wire.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private boolean readOn(org.apache.coyote.Request wire) throws IOException {
        var forgotten = new ForgottenBytes();
        long start = System.nanoTime();
        long lastByte = start;
        while (!isRead(wire)) {
            wire.action(ActionCode.AVAILABLE, true);
            long now = System.nanoTime();
            if (wire.getAvailable() > 0) {
                lastByte = now;
                if (wire.doRead(forgotten) < 0) {
                    return true;
                }
            } else if (now - lastByte > settings.idle().toNanos() || !pause()) {
                return false;
            }
            if (now - start > settings.time().toNanos()) {
                return false;
            }
        }
        return true;
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isRead(org.apache.coyote.Request wire) {
        var read = new AtomicBoolean();
        wire.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }
}
