package io.otolex.service.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemException;
import io.otolex.service.problems.ProblemType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AdmissionTest {

    @Test
    void workIsDoneAndItsPlaceGivenBack() {
        var admission = new Admission(1, 0, Duration.ofSeconds(10));

        for (int i = 0; i < 3; i++) {
            assertThat(admission.<String, RuntimeException>admit(() -> "done")).isEqualTo("done");
        }
    }

    @Test
    void failedWorkGivesItsPlaceBackToo() {
        var admission = new Admission(1, 0, Duration.ofSeconds(10));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> admission.admit(() -> {
                        throw new IllegalStateException("bad luck");
                    }))
                    .hasMessage("bad luck");
        }
    }

    @Test
    void whoFindsNoPlaceIsSentAwayAtOnce() throws Exception {
        var admission = new Admission(1, 0, Duration.ofHours(1));
        whileOccupied(admission, () -> assertRefused(admission));
    }

    @Test
    void whoWaitsTooLongIsSentAwayToo() throws Exception {
        var admission = new Admission(1, 1, Duration.ofMillis(1));
        whileOccupied(admission, () -> {
            assertRefused(admission);
            assertRefused(admission); // the first one's place is free again
        });
    }

    private static void assertRefused(Admission admission) {
        assertThatThrownBy(() -> admission.<String, RuntimeException>admit(() -> "done"))
                .isInstanceOfSatisfying(ProblemException.class, end -> {
                    Problem problem = end.problem();
                    assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED);
                    assertThat(problem.facts()).containsKey("retry_after_s");
                });
    }

    private static void whileOccupied(Admission admission, Runnable then) throws Exception {
        var inside = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        var occupant = CompletableFuture.supplyAsync(() -> admission.<String, RuntimeException>admit(() -> {
            inside.countDown();
            awaitQuietly(over);
            return "done";
        }));
        inside.await();
        then.run();
        over.countDown();
        assertThat(occupant.get()).isEqualTo("done");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
