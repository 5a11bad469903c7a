package io.otolex.service.admission;

import io.otolex.model.inference.Budget;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What a request that was let in may cost, and whom to tell what it has cost. */
public final class Ticket {

    private static final String ATTRIBUTE = Ticket.class.getName();

    private final Budget budget;
    private final AudioQueue.Reservation reservation;

    Ticket(Budget budget, AudioQueue.Reservation reservation) {
        this.budget = budget;
        this.reservation = reservation;
    }

    /** The ticket of a request that came through admission; other requests have none. */
    public static Optional<Ticket> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(ATTRIBUTE)).map(Ticket.class::cast);
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public Budget budget() {
        return budget;
    }

    /** So many seconds of the recording have been scored. */
    public void scored(double seconds) {
        reservation.scored(seconds);
    }
}
