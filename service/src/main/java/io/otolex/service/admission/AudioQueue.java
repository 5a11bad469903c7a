package io.otolex.service.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Audio that was let in and is not scored yet, against a limit. Thread-safe. */
final class AudioQueue {

    /*
     * A reservation is a guess until decoding tells: it holds as much as the request may still bring, shrinks when the
     * true length is known, and gives back what has been scored. Whoever finds the queue empty is let in, however long
     * the recording: else the longest ones could never be.
     *
     * A recording that turns out longer than was reserved may be refused only while none of it has been scored; after
     * that, its windows are let in one by one as they come, which is what a batch holds, not what the recording lasts.
     */

    private final double maxSeconds;
    private final int maxRequests;
    private final DrainRate rate;
    private double queuedSeconds;
    private int requests;

    AudioQueue(double maxSeconds, int maxRequests, double secondsPerSecond, LongSupplier nanoClock) {
        this.maxSeconds = maxSeconds;
        this.maxRequests = maxRequests;
        this.rate = new DrainRate(secondsPerSecond, nanoClock);
    }

    /** Room for a request, if there is any. */
    synchronized Optional<Reservation> reserve(double seconds) {
        double wanted = Math.min(seconds, maxSeconds / 2); // no guess may close the door for everybody else
        if (requests >= maxRequests || (requests > 0 && queuedSeconds + wanted > maxSeconds)) {
            return Optional.empty();
        }
        requests++;
        var reservation = new Reservation(wanted);
        move(wanted);
        return Optional.of(reservation);
    }

    synchronized double queuedSeconds() {
        return queuedSeconds;
    }

    synchronized int requests() {
        return requests;
    }

    /** Seconds of audio that are scored in a second. */
    synchronized double secondsPerSecond() {
        return rate.secondsPerSecond();
    }

    /** How long what is here now will take. */
    synchronized Duration expectedWait() {
        return Duration.ofNanos((long) (1e9 * queuedSeconds / rate.secondsPerSecond()));
    }

    /** When there will be room for so much more, at the rate of the last half minute. */
    synchronized Duration roomIn(double seconds) {
        double wanted = Math.min(seconds, maxSeconds / 2);
        double excess = Math.max(queuedSeconds + wanted - maxSeconds, requests >= maxRequests ? queuedSeconds / 10 : 0);
        return Duration.ofNanos((long) (1e9 * Math.max(0, excess) / rate.secondsPerSecond()));
    }

    private void move(double seconds) {
        rate.busy(queuedSeconds > 0);
        queuedSeconds = Math.max(0, queuedSeconds + seconds);
    }

    /** What one request may still bring. */
    final class Reservation implements AutoCloseable {
        private double total;
        private double scored;
        private boolean closed;

        private Reservation(double total) {
            this.total = total;
        }

        /** The recording has so many seconds in all. */
        void expect(double seconds) {
            synchronized (AudioQueue.this) {
                resize(Math.max(seconds, scored));
            }
        }

        /** So much was decoded; false if that is more than there is room for. */
        boolean decoded(double seconds) {
            synchronized (AudioQueue.this) {
                double more = seconds - total;
                if (more > 0 && scored == 0 && requests > 1 && queuedSeconds + more > maxSeconds) {
                    return false;
                }
                if (more > 0) {
                    resize(seconds);
                }
                return true;
            }
        }

        /** So much was scored in all. */
        void scored(double seconds) {
            synchronized (AudioQueue.this) {
                double now = Math.max(scored, seconds);
                rate.drained(now - scored);
                double before = remaining();
                scored = now;
                total = Math.max(total, scored);
                give(before);
            }
        }

        /** Of what was decoded and scored, the length as far as it is known, in seconds. */
        double scoredSeconds() {
            synchronized (AudioQueue.this) {
                return scored;
            }
        }

        private void resize(double seconds) {
            double before = remaining();
            total = seconds;
            give(before);
        }

        private double remaining() {
            return closed ? 0 : total - scored;
        }

        private void give(double before) {
            move(remaining() - before);
        }

        @Override
        public void close() {
            synchronized (AudioQueue.this) {
                if (!closed) {
                    double before = remaining();
                    closed = true;
                    requests--;
                    give(before);
                }
            }
        }
    }
}
