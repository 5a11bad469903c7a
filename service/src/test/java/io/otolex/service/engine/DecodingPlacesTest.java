package io.otolex.service.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.Budget;
import io.otolex.model.inference.BudgetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DecodingPlacesTest {

    @TempDir
    Path folder;

    private final CountDownLatch hourMayEnd = new CountDownLatch(1);
    private final AtomicInteger atWork = new AtomicInteger();
    private Path hour;
    private Path clip;
    private final DecodingPlaces places = new DecodingPlaces(1, 1);

    @BeforeEach
    void recordings() throws Exception {
        hour = Files.write(folder.resolve("hour"), new byte[2_000_000]);
        clip = Files.write(folder.resolve("clip"), new byte[20_000]);
    }

    @Test
    void shortRecordingsDoNotWaitForLongOnes() {
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> tag(hour, Budget.unlimited()));
        while (atWork.get() == 0) {
            Thread.onSpinWait();
        }
        tag(clip, Budget.unlimited());
        assertThat(first).isNotDone();

        assertThatThrownBy(() -> tag(hour, Budget.of(Duration.ofMillis(30), seconds -> {})))
                .isInstanceOf(BudgetException.Expired.class);
        hourMayEnd.countDown();
        first.join();
        tag(hour, Budget.unlimited());
        assertThat(atWork).hasValue(3);
    }

    private void tag(Path file, Budget budget) {
        try {
            places.with(file, budget, () -> {
                atWork.incrementAndGet();
                if (file.equals(hour)) {
                    awaitEnd();
                }
                throw new AudioDecodingException.Empty("done");
            });
        } catch (AudioDecodingException done) {
            assertThat(done).hasMessage("done");
        }
    }

    private void awaitEnd() {
        try {
            assertThat(hourMayEnd.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
