package io.otolex.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AheadTest {

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final AtomicInteger given = new AtomicInteger();

    @AfterEach
    void shutDown() {
        pool.shutdown();
    }

    @Test
    void resultsComeInTheOrderOfWhatTheyAreOf() {
        List<Integer> results = new ArrayList<>();
        new Ahead<>(numbers(200), this::slowForEvenOnes, pool, 8).forEachRemaining(results::add);

        assertThat(results).isEqualTo(IntStream.range(0, 200).boxed().toList());
    }

    @Test
    void noMoreIsTakenThanMayBeOnItsWay() {
        var ahead = new Ahead<>(numbers(200), number -> number, pool, 4);

        assertThat(ahead.next()).isZero();
        assertThat(given).hasValue(4);
        assertThat(ahead.next()).isEqualTo(1);
        assertThat(given).hasValue(5);
    }

    @Test
    void aFailureIsTheCallers() {
        Iterator<Integer> ahead = new Ahead<Integer, Integer>(
                numbers(2),
                number -> {
                    throw new IllegalStateException("no " + number);
                },
                pool,
                2);

        assertThatThrownBy(ahead::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no 0");
    }

    private Iterator<Integer> numbers(int count) {
        return IntStream.range(0, count).peek(i -> given.incrementAndGet()).iterator();
    }

    private int slowForEvenOnes(int number) {
        try {
            Thread.sleep(number % 2 == 0 ? 3 : 0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return number;
    }
}
