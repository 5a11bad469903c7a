package io.otolex.service.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.otolex.service.admission.AudioQueue.Reservation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AudioQueueTest {

    private final AtomicLong clock = new AtomicLong();
    private final AudioQueue queue = new AudioQueue(100, 4, 10, clock::get);

    @Test
    void isFullWhenTheAudioOrTheRequestsAre() {
        assertThat(queue.reserve(50)).isPresent();
        assertThat(queue.reserve(45)).isPresent();
        assertThat(queue.reserve(6)).isEmpty();
        assertThat(queue.reserve(2)).isPresent();
        assertThat(queue.reserve(2)).isPresent();
        assertThat(queue.reserve(0)).as("a fifth request").isEmpty();
        assertThat(queue.queuedSeconds()).isEqualTo(99);
    }

    @Test
    void anEmptyQueueTakesARecordingOfAnyLengthAndKeepsTheDoorOpen() {
        assertThat(queue.reserve(50_000)).isPresent();
        assertThat(queue.queuedSeconds()).isEqualTo(50);
        assertThat(queue.reserve(50)).isPresent();
    }

    @Test
    void theTrueLengthReplacesTheGuess() {
        Reservation guess = queue.reserve(50).orElseThrow();
        guess.expect(10);
        assertThat(queue.queuedSeconds()).isEqualTo(10);
        assertThat(queue.reserve(50)).isPresent();
    }

    @Test
    void aCorrectionThatDoesNotFitIsRefusedWhileNothingIsScored() {
        assertThat(queue.reserve(40)).isPresent();
        Reservation bomb = queue.reserve(1).orElseThrow();
        assertThat(bomb.decoded(10)).isTrue();
        assertThat(bomb.decoded(60)).isTrue();
        assertThat(bomb.decoded(61)).isFalse();
        assertThat(queue.queuedSeconds()).isEqualTo(100);
    }

    @Test
    void whatWasBegunIsNotRefusedHalfway() {
        assertThat(queue.reserve(50)).isPresent();
        Reservation longer = queue.reserve(50).orElseThrow();
        longer.scored(10);
        assertThat(longer.decoded(80)).isTrue();
    }

    @Test
    void aRequestThatIsAloneIsNeverRefused() {
        Reservation alone = queue.reserve(50).orElseThrow();
        assertThat(alone.decoded(5000)).isTrue();
    }

    @Test
    void whatIsScoredOrOverIsGivenBackOnce() {
        Reservation first = queue.reserve(50).orElseThrow();
        Reservation second = queue.reserve(20).orElseThrow();
        first.scored(10);
        first.scored(30);
        assertThat(queue.queuedSeconds()).isEqualTo(40);
        first.close();
        first.close();
        first.scored(50);
        assertThat(queue.queuedSeconds()).isEqualTo(20);
        second.close();
        assertThat(queue.queuedSeconds()).isZero();
        assertThat(queue.requests()).isZero();
    }

    @Test
    void retryAfterFollowsTheMeasuredRate() {
        assertThat(queue.reserve(50)).isPresent();
        assertThat(queue.reserve(50)).isPresent();
        assertThat(queue.roomIn(30)).isEqualTo(Duration.ofSeconds(3)); // at the 10 seconds a second of the warm-up

        Reservation slow = queue.reserve(0).orElseThrow();
        for (int second = 1; second <= 120; second++) {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            slow.scored(second);
        }
        assertThat(queue.secondsPerSecond()).isCloseTo(1, within(0.3));
        assertThat(queue.roomIn(30)).isCloseTo(Duration.ofSeconds(30), Duration.ofSeconds(8));
    }

    @Test
    void timeWithoutWorkDoesNotCount() {
        clock.addAndGet(TimeUnit.HOURS.toNanos(9));
        assertThat(queue.secondsPerSecond()).isCloseTo(10, within(1e-6));
        assertThat(queue.expectedWait()).isZero();
    }
}
