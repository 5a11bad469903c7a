package io.otolex.service.connections;

import io.otolex.service.admission.Ticket;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** A body as it comes from the wire, for as long as its request has time: also where the container itself reads a form. */
record DeadlineInput(InputBuffer wire, Request request) implements InputBuffer {

    /**
     * Reads on.
     *
     * @throws io.otolex.model.inference.BudgetException once the time is over
     */
    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        Ticket.of(request).ifPresent(ticket -> ticket.budget().check());
        return wire.doRead(handler);
    }

    @Override
    public int available() {
        return wire.available();
    }
}
