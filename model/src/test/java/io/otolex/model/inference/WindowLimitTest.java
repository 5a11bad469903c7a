package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.audio.LogMel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WindowLimitTest {

    private static final int LIMIT = 4;
    private static final int LANES = 8;
    private static final int WINDOWS = 50;
    private static final LogMel WINDOW = new LogMel(new float[24 * 4], 24, 4);
    private static final Scores SCORES = new Scores(new float[1], new float[1]);

    private final WindowLimit limit = new WindowLimit();
    private final CountDownLatch open = new CountDownLatch(1);

    @Test
    void soManyWindowsWaitAndNoMore() throws Exception {
        try (Batcher batcher = new Batcher(List.of(this::gated), new BatchSettings(2, Duration.ZERO), limit)) {
            Tagger limited = limit.on(batcher, LIMIT);
            ExecutorService lanes = Executors.newFixedThreadPool(LANES);
            List<Future<Integer>> scored = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                scored.add(lanes.submit(() -> through(limited)));
            }
            while (batcher.waitingWindows() < LIMIT) {
                Thread.sleep(1);
            }
            Thread.sleep(100);
            assertThat(batcher.waitingWindows()).isEqualTo(LIMIT);

            open.countDown();
            for (Future<Integer> lane : scored) {
                assertThat(lane.get()).isEqualTo(WINDOWS);
            }
            lanes.shutdown();
        }
    }

    @Test
    void aRequestThatIsOverGivesItsPlacesBack() {
        try (Batcher batcher = new Batcher(List.of(this::gated), new BatchSettings(1, Duration.ZERO), limit)) {
            Tagger limited = limit.on(batcher, LIMIT);
            for (int i = 0; i < 10; i++) {
                Budget budget = Budget.unlimited();
                Lane lane = limited.lane(budget, LIMIT, scores -> {});
                lane.add(WINDOW);
                lane.add(WINDOW);
                lane.close();
                budget.cancel();
                assertThatThrownBy(() -> lane.add(WINDOW)).isInstanceOf(BudgetException.class);
            }
            open.countDown();
        }
    }

    private int through(Tagger tagger) {
        var count = new AtomicInteger();
        try (Lane lane = tagger.lane(Budget.unlimited(), WINDOWS, scores -> count.incrementAndGet())) {
            for (int i = 0; i < WINDOWS; i++) {
                lane.add(WINDOW);
            }
            lane.finish();
        }
        return count.get();
    }

    private List<Scores> gated(List<LogMel> windows) {
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Collections.nCopies(windows.size(), SCORES);
    }
}
