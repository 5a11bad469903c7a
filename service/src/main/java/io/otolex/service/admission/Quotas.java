package io.otolex.service.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.otolex.service.security.Client;
import java.time.Duration;
import java.util.Optional;

/** How much audio each client may still send. Thread-safe. */
final class Quotas {

    /** A client that was not heard of for this long has its whole quota again anyway. */
    private static final Duration HOUR = Duration.ofHours(1);

    /** Beyond so many, those who were heard of least lately begin anew. */
    private static final int MOST_CLIENTS = 100_000;

    private final Duration audioPerHour;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(HOUR)
            .build();

    Quotas(QuotaSettings settings) {
        this.audioPerHour = settings.audioPerHour();
    }

    /** The account of a client, if it has a quota at all. */
    Optional<Account> of(Client client) {
        long seconds = client.audioPerHour().orElse(audioPerHour).toSeconds();
        return seconds == 0
                ? Optional.empty()
                : Optional.of(new Account(buckets.get(client.id(), unused -> full(seconds)), seconds));
    }

    private static Bucket full(long seconds) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(seconds).refillGreedy(seconds, HOUR))
                .build();
    }

    /**
     * One client's audio.
     *
     * @param limitSeconds of an hour
     */
    record Account(Bucket bucket, long limitSeconds) {

        /** Takes what a request may bring; a wait if there is not enough left. */
        Optional<Duration> take(long seconds) {
            var probe = bucket.tryConsumeAndReturnRemaining(possible(seconds));
            return probe.isConsumed()
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }

        /** What was taken was a guess; this is what it came to. */
        void settle(long taken, long used) {
            adjust(used - possible(taken));
        }

        /** Takes more than was taken before, whether or not there is so much left; or gives back what is below 0. */
        void adjust(long more) {
            if (more > 0) {
                long unused = bucket.consumeIgnoringRateLimits(more);
            } else if (more < 0) {
                bucket.addTokens(-more);
            }
        }

        long left() {
            return Math.max(0, bucket.getAvailableTokens());
        }

        /** Nobody could ever send more than the whole quota. */
        long possible(long seconds) {
            return Math.max(1, Math.min(seconds, limitSeconds));
        }
    }
}
