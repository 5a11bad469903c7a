package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.audio.LogMel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Batching, with devices that say which window they saw and run when they are let. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class BatcherTest {

    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore runs = new Semaphore(0);
    private final CountDownLatch atWork = new CountDownLatch(1);
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicInteger limit = new AtomicInteger();
    private final BatchListener listener = new BatchListener() {
        @Override
        public void dropped(int windows) {
            dropped.addAndGet(windows);
        }

        @Override
        public void outOfMemory(int learnt) {
            limit.set(learnt);
        }
    };
    private Batcher batcher = batcher(4, Duration.ZERO, this::gated);

    @AfterEach
    void close() {
        runs.release(1_000_000);
        batcher.close();
    }

    @Test
    void requestsTakeTurnsByWindowSoThatALongOneStarvesNobody() {
        CompletableFuture<List<Integer>> first = score(0, 1);
        awaitWork();
        CompletableFuture<List<Integer>> hour = score(100, 8);
        awaitWaiting(8);
        CompletableFuture<List<Integer>> clip = score(200, 1);
        CompletableFuture<List<Integer>> other = score(300, 2);
        awaitWaiting(11);
        runs.release(100);

        assertThat(clip.join()).containsExactly(200);
        assertThat(hour.join()).containsExactly(100, 101, 102, 103, 104, 105, 106, 107);
        assertThat(first.join()).hasSize(1);
        assertThat(other.join()).containsExactly(300, 301);
        assertThat(batches.get(1)).hasSize(4).contains(100, 200, 300);
        assertThat(batches.get(2)).hasSize(4).contains(301);
    }

    @Test
    void anIdleDeviceTakesWhatIsThereAtOnce() {
        runs.release(1);
        assertThat(score(7, 1).join()).containsExactly(7);
        assertThat(batches).containsExactly(List.of(7));
    }

    @Test
    void aDelayLetsAnIdleDeviceWaitForCompany() {
        use(batcher(4, Duration.ofSeconds(20), this::gated));
        runs.release(10);
        CompletableFuture<List<Integer>> lonely = score(1, 1);
        awaitWaiting(1);
        CompletableFuture<List<Integer>> company = score(2, 3);

        assertThat(company.join()).containsExactly(2, 3, 4);
        assertThat(lonely.join()).containsExactly(1);
        assertThat(batches).hasSize(1);
    }

    @Test
    void aLoneWindowWaitsNoLongerThanTheDelay() {
        use(batcher(4, Duration.ofMillis(50), this::gated));
        runs.release(10);
        assertThat(score(1, 1)).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void devicesThatAreIdleTogetherShareWhatIsThere() {
        var both = new CountDownLatch(2);
        Tagger device = windows -> {
            both.countDown();
            awaitZero(both); // each waits for the other: one batch of all would never end
            return echo(windows);
        };
        use(new Batcher(List.of(device, device), new BatchSettings(4, Duration.ofMillis(200)), listener));
        assertThat(score(0, 3).join()).containsExactly(0, 1, 2);
    }

    @Test
    void workThatIsPastItsDeadlineNeverReachesTheDevice() {
        CompletableFuture<List<Integer>> busy = score(0, 1);
        awaitWork();
        Budget budget = Budget.of(Duration.ofMillis(50), seconds -> {});
        assertThatThrownBy(() -> scoreNow(budget, 100, 3)).isInstanceOf(BudgetException.Expired.class);
        runs.release(10);

        assertThat(busy.join()).containsExactly(0);
        assertThat(score(5, 1).join()).containsExactly(5);
        assertThat(batches).containsExactly(List.of(0), List.of(5));
        assertThat(dropped).hasValue(3);
    }

    @Test
    void aCancelledRequestEndsAtOnceAndCostsNothingMore() {
        CompletableFuture<List<Integer>> busy = score(0, 1);
        awaitWork();
        Budget budget = Budget.unlimited();
        CompletableFuture<List<Integer>> gone =
                CompletableFuture.supplyAsync(() -> scoreNow(budget, 100, 3), Executors.newCachedThreadPool());
        awaitWaiting(3);
        budget.cancel();

        assertThatThrownBy(gone::join).hasCauseInstanceOf(BudgetException.Cancelled.class);
        assertThat(batcher.waitingWindows()).isZero();
        runs.release(10);
        assertThat(busy.join()).containsExactly(0);
        assertThat(batches).containsExactly(List.of(0));
    }

    @Test
    void aBatchThatDoesNotFitIsHalvedAndTheLimitIsLearnt() {
        use(batcher(8, Duration.ofMillis(500), windows -> {
            if (windows.size() > 3) {
                throw new DeviceMemoryException(windows.size(), new IllegalStateException("CUDA out of memory"));
            }
            return echo(windows);
        }));
        assertThat(score(0, 8).join()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(batcher.maxBatch()).isEqualTo(2);
        assertThat(limit).hasValue(2);
        assertThat(score(20, 8).join()).hasSize(8);
    }

    @Test
    void aWindowThatCannotBeScoredTakesNoneOfItsNeighboursAlong() {
        use(batcher(4, Duration.ofMillis(500), windows -> {
            if (echo(windows).stream().anyMatch(scores -> scores.logits()[0] == 13)) {
                throw new IllegalStateException("poison");
            }
            return echo(windows);
        }));
        CompletableFuture<List<Integer>> poison = score(13, 1);
        CompletableFuture<List<Integer>> healthy = score(20, 3);
        assertThat(healthy.join()).containsExactly(20, 21, 22);
        assertThatThrownBy(poison::join).hasMessageContaining("poison");
    }

    @Test
    void anErrorOfTheDeviceIsToldToo() {
        use(batcher(4, Duration.ZERO, windows -> {
            throw new LinkageError("no such symbol");
        }));
        assertThatThrownBy(() -> score(1, 1).join()).hasRootCauseInstanceOf(LinkageError.class);
    }

    @Test
    void windowsOfDifferentShapesNeverShareABatch() {
        CompletableFuture<List<Integer>> busy = score(0, 1);
        awaitWork();
        var pool = Executors.newCachedThreadPool();
        var odd =
                CompletableFuture.supplyAsync(() -> batcher.score(List.of(new LogMel(new float[] {9, 9}, 2, 1))), pool);
        CompletableFuture<List<Integer>> plain = score(50, 2);
        awaitWaiting(3);
        runs.release(10);
        assertThat(odd.join()).hasSize(1);
        assertThat(plain.join()).containsExactly(50, 51);
        assertThat(busy.join()).hasSize(1);
        assertThat(batches).contains(List.of(9)).doesNotContain(List.of(9, 50));
    }

    @Test
    void closingAnswersWhatIsQueuedAndTakesNothingMore() {
        CompletableFuture<List<Integer>> busy = score(0, 1);
        awaitWork();
        CompletableFuture<List<Integer>> queued = score(10, 5);
        awaitWaiting(5);
        runs.release(100);
        batcher.close();
        assertThat(busy.join()).hasSize(1);
        assertThat(queued.join()).hasSize(5);
        assertThatThrownBy(() -> score(1, 1).join()).hasMessageContaining("closed");
    }

    @Test
    void underLoadEveryRequestGetsItsOwnAnswerExactlyOnce() throws Exception {
        var random = new Random(7);
        use(new Batcher(
                Collections.nCopies(3, this::unreliable), new BatchSettings(8, Duration.ofMillis(1)), listener));
        var pool = Executors.newFixedThreadPool(48);
        List<Future<?>> requests = IntStream.range(0, 600)
                .<Future<?>>mapToObj(request -> {
                    int windows = 1 + random.nextInt(9);
                    return pool.submit(() -> assertThat(scoreNow(Budget.unlimited(), request * 1000, windows))
                            .containsExactlyElementsOf(IntStream.range(request * 1000, request * 1000 + windows)
                                    .boxed()
                                    .toList()));
                })
                .toList();
        for (Future<?> request : requests) {
            request.get();
        }
        assertThat(batcher.waitingWindows()).isZero();
        assertThat(batcher.oldestAge()).isZero();
        pool.shutdown();
    }

    private Batcher batcher(int maxBatch, Duration maxDelay, Tagger device) {
        return new Batcher(List.of(device), new BatchSettings(maxBatch, maxDelay), listener);
    }

    private void use(Batcher other) {
        batcher.close();
        batcher = other;
    }

    private CompletableFuture<List<Integer>> score(int first, int windows) {
        return CompletableFuture.supplyAsync(
                () -> scoreNow(Budget.unlimited(), first, windows), Executors.newCachedThreadPool());
    }

    private List<Integer> scoreNow(Budget budget, int first, int windows) {
        var seen = new ArrayList<Integer>();
        try (Lane lane = batcher.lane(budget, 100, scores -> seen.add((int) scores.logits()[0]))) {
            for (int i = 0; i < windows; i++) {
                lane.add(new LogMel(new float[] {first + i}, 1, 1));
            }
            lane.finish();
        }
        return seen;
    }

    private List<Scores> gated(List<LogMel> windows) {
        batches.add(windows.stream().map(window -> (int) window.values()[0]).toList());
        atWork.countDown();
        runs.acquireUninterruptibly();
        return echo(windows);
    }

    private List<Scores> unreliable(List<LogMel> windows) {
        if (windows.size() > 1 && windows.get(0).values()[0] % 7 == 0) {
            throw new IllegalStateException("every seventh");
        }
        return echo(windows);
    }

    private static List<Scores> echo(List<LogMel> windows) {
        return windows.stream()
                .map(window -> new Scores(new float[] {window.values()[0]}, new float[0]))
                .toList();
    }

    private void awaitWork() {
        awaitZero(atWork);
    }

    private static void awaitZero(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitWaiting(int windows) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (batcher.waitingWindows() != windows) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
