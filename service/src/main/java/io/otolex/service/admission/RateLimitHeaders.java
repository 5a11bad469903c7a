package io.otolex.service.admission;

import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;

/** A quota, as the client is told of it: the fields of the IETF's draft on rate limits, in seconds of audio. */
final class RateLimitHeaders {

    private static final int WINDOW_SECONDS = 3600;

    private RateLimitHeaders() {}

    /** Takes from the quota and tells what is left; refuses if that is not enough. */
    static void take(Quotas.Account quota, long seconds, HttpServletResponse response) {
        Optional<Duration> wait = quota.take(seconds);
        response.setHeader("RateLimit-Policy", "\"audio\";q=" + quota.limitSeconds() + ";w=" + WINDOW_SECONDS);
        long reset = wait.map(RateLimitHeaders::wholeSeconds).orElse(0L);
        response.setHeader("RateLimit", "\"audio\";r=" + quota.left() + ";t=" + reset);
        if (wait.isPresent()) {
            throw Problem.retryLater(
                            ProblemType.QUOTA_EXCEEDED,
                            "This client may send " + quota.limitSeconds() + " s of audio an hour and has "
                                    + quota.left() + " s left; come back later.",
                            wait.get())
                    .asException();
        }
    }

    private static long wholeSeconds(Duration wait) {
        return wait.plusNanos(999_999_999).toSeconds();
    }
}
