package io.otolex.service.admission;

import io.otolex.model.inference.Budget;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemException;
import io.otolex.service.problems.ProblemType;
import io.otolex.service.problems.Refusals;
import io.otolex.service.security.Client;
import io.otolex.service.security.ClientIdentity;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Decides by a request's headers alone whether there is room for it; its body is not touched. */
final class AdmissionFilter extends OncePerRequestFilter {

    /**
     * Where recordings are worked on while their senders wait. Matched as controllers are, on the decoded path: whatever
     * form of an address reaches a controller has come through here.
     */
    private static final RequestMatcher WORK = new OrRequestMatcher(Stream.of(
                    "/v1/tags",
                    "/v1/tags:batch",
                    "/v1/embeddings",
                    "/v1/spectrogram.png",
                    "/hf/audio-classification",
                    "/v2/models/{name}/infer",
                    "/v2/models/{name}/versions/{version}/infer")
            .map(path -> PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path))
            .toArray(RequestMatcher[]::new));

    private final AdmissionSettings settings;
    private final AudioQueue queue;
    private final Quotas quotas;
    private final ClientIdentity identity;
    private final Refusals refusals;

    AdmissionFilter(
            AdmissionSettings settings, AudioQueue queue, Quotas quotas, ClientIdentity identity, Refusals refusals) {
        this.settings = settings;
        this.queue = queue;
        this.quotas = quotas;
        this.identity = identity;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !WORK.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Admitted admitted;
        try {
            admitted = admit(request, response);
        } catch (ProblemException refusal) {
            refusals.send(refusal, request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            AfterRequest.run(request, admitted::end);
        }
    }

    private Admitted admit(HttpServletRequest request, HttpServletResponse response) {
        Duration timeout = RequestTimeout.of(request, settings);
        double seconds = new AudioEstimate(settings.bytesPerSecond()).seconds(request);
        Client client = identity.of(request);
        Optional<Quotas.Account> account = quotas.of(client);
        long taken = (long) Math.ceil(seconds);
        account.ifPresent(quota -> RateLimitHeaders.take(quota, taken, response));
        AudioQueue.Reservation reservation = queue.reserve(seconds).orElseThrow(() -> {
            account.ifPresent(quota -> quota.settle(taken, 0));
            return full(seconds);
        });
        Budget budget = Budget.of(timeout, new QueueLimit(reservation, () -> full(seconds)));
        new Ticket(budget, reservation).attachTo(request);
        return new Admitted(budget, reservation, account, taken);
    }

    private ProblemException full(double seconds) {
        return Problem.retryLater(
                        ProblemType.OVERLOADED,
                        "There is too much audio waiting already; come back later.",
                        queue.roomIn(seconds))
                .asException();
    }

    /** What is undone when a request ends. */
    private record Admitted(
            Budget budget, AudioQueue.Reservation reservation, Optional<Quotas.Account> account, long taken) {

        void end() {
            budget.cancel();
            reservation.close();
            account.ifPresent(quota -> quota.settle(taken, (long) Math.ceil(reservation.scoredSeconds())));
        }
    }
}
