package io.otolex.service.admission;

import io.otolex.service.security.ClientIdentity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Takes audio that is tagged later from its sender's quota, when it is sent. */
public final class Charges {

    private final Quotas quotas;
    private final ClientIdentity identity;
    private final AudioEstimate estimate;

    Charges(Quotas quotas, ClientIdentity identity, AudioEstimate estimate) {
        this.quotas = quotas;
        this.identity = identity;
        this.estimate = estimate;
    }

    /** Takes what a request may bring, by its headers alone; refuses if the client has not that much left. */
    public Charge take(HttpServletRequest request, HttpServletResponse response) {
        Optional<Quotas.Account> account = quotas.of(identity.of(request));
        long seconds = (long) Math.ceil(estimate.seconds(request));
        account.ifPresent(quota -> RateLimitHeaders.take(quota, seconds, response));
        return new Charge(account, account.map(quota -> quota.possible(seconds)).orElse(0L));
    }

    /** What was taken for one request. Thread-safe. */
    public static final class Charge {

        private final Optional<Quotas.Account> account;
        private long taken;

        private Charge(Optional<Quotas.Account> account, long taken) {
            this.account = account;
            this.taken = taken;
        }

        /** Whether the client has a quota at all. */
        public boolean counts() {
            return account.isPresent();
        }

        /** What was taken was a guess; this is a better one, or what it came to, in seconds of audio. */
        public synchronized void settle(double seconds) {
            long used = (long) Math.ceil(seconds);
            account.ifPresent(quota -> quota.adjust(used - taken));
            taken = used;
        }

        /** Nothing came of the request. */
        public void giveBack() {
            settle(0);
        }
    }
}
