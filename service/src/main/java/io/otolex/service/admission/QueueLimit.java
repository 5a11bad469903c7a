package io.otolex.service.admission;

import io.otolex.model.inference.Budget;
import io.otolex.service.problems.ProblemException;
import java.util.function.Supplier;

/**
 * A request's reservation, as decoding corrects it.
 *
 * @param refusal of a correction that does not fit
 */
record QueueLimit(AudioQueue.Reservation reservation, Supplier<ProblemException> refusal) implements Budget.AudioLimit {

    @Override
    public void allow(double seconds) {
        if (!reservation.decoded(seconds)) {
            throw refusal.get();
        }
    }

    @Override
    public void expect(double seconds) {
        reservation.expect(seconds);
    }
}
