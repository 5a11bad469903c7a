package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.audio.LogMel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final LogMel WINDOW = new LogMel(new float[1], 1, 1);

    private final List<Integer> sizes = new ArrayList<>();

    @Test
    void aDeviceThatGainsNothingFromBatchesTakesWindowsOneByOne() {
        assertThat(WarmUp.of(device(windows -> 15 * windows * windows), WINDOW, 0)
                        .maxBatch())
                .isEqualTo(1);
    }

    @Test
    void aBatchGrowsWhileWindowsGetCheaper() {
        // 60 ms for the launch, 1 ms a window, and beyond 8 windows no gain at all
        WarmUp found = WarmUp.of(device(windows -> windows <= 8 ? 60 + windows : 15 * windows), WINDOW, 0);
        assertThat(found.maxBatch()).isEqualTo(8);
        assertThat(found.windowsPerSecond()).isBetween(20.0, 120.0);
    }

    @Test
    void aBatchThatTakesLongIsNotGrownHoweverCheap() {
        assertThat(WarmUp.of(device(windows -> 260 + windows), WINDOW, 0).maxBatch())
                .isEqualTo(1);
    }

    @Test
    void everySizeThatWillOccurHasRun() {
        WarmUp.of(device(windows -> 1), WINDOW, 5);
        assertThat(sizes).contains(1, 2, 3, 4, 5);
    }

    @Test
    void whatDoesNotFitEndsTheSearch() {
        Tagger small = device(windows -> 5 + windows);
        WarmUp found = WarmUp.of(
                windows -> {
                    if (windows.size() > 4) {
                        throw new DeviceMemoryException(windows.size(), new IllegalStateException());
                    }
                    return small.score(windows);
                },
                WINDOW,
                0);
        assertThat(found.maxBatch()).isEqualTo(4);
    }

    private Tagger device(IntToDoubleFunction milliseconds) {
        return windows -> {
            sizes.add(windows.size());
            long end = System.nanoTime() + (long) (milliseconds.applyAsDouble(windows.size()) * 1e6);
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(100_000);
            }
            return List.of();
        };
    }
}
