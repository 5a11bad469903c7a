package io.otolex.service.jobs.webhooks;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.otolex.model.inference.BudgetException;
import io.otolex.service.jobs.outbound.OutboundException;
import io.otolex.service.jobs.outbound.OutboundHttp;
import io.otolex.service.jobs.store.Delivery;
import io.otolex.service.jobs.store.DeliveryStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers notices: again and again, less and less often, always under the same id. */
public final class Webhooks {

    /*
     * At least once: a process that is killed between the receiver's answer and our row sends the notice again. Its id
     * is the job's, so that a receiver who keeps ids, as the specification asks, acts once.
     */

    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
    private static final String TASK = "webhook";
    private static final Duration AFTER_FAULT = Duration.ofSeconds(30);
    private static final int GONE = 410;

    private final WebhookSettings settings;
    private final WebhookSigner signer;
    private final DeliveryStore deliveries;
    private final OutboundHttp http;
    private final Clock clock;

    public Webhooks(WebhookSettings settings, DeliveryStore deliveries, OutboundHttp http, Clock clock) {
        this.settings = settings;
        this.signer = settings.signer();
        this.deliveries = deliveries;
        this.http = http;
        this.clock = clock;
    }

    /** The delivery of one job's notice. */
    public static TaskInstance<Void> delivery(UUID job) {
        return new TaskInstance<>(TASK, job.toString());
    }

    /** For the scheduler. */
    public Task<Void> task() {
        return Tasks.custom(TASK, Void.class)
                .onFailureReschedule(FixedDelay.of(AFTER_FAULT))
                .execute((instance, context) -> deliver(UUID.fromString(instance.getId())));
    }

    private CompletionHandler<Void> deliver(UUID job) {
        Optional<Delivery> waiting =
                deliveries.find(job).filter(delivery -> delivery.status() == Delivery.Status.PENDING);
        if (waiting.isEmpty()) { // its job was deleted
            return new CompletionHandler.OnCompleteRemove<>();
        }
        int attempts = waiting.get().attempts() + 1;
        Attempt result = attempt(waiting.get()).limitedTo(settings.attempts(), attempts);
        deliveries.attempted(job, result.status, result.outcome);
        log.info("webhook of job {}: {} ({})", job, result.status.label(), result.outcome);
        return result.status == Delivery.Status.PENDING ? again(attempts) : new CompletionHandler.OnCompleteRemove<>();
    }

    private Attempt attempt(Delivery delivery) {
        var headers = signer.headers(delivery.id(), clock.instant(), delivery.body());
        try {
            byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
            return Attempt.answered(http.post(delivery.url(), headers, body, settings.timeout()));
        } catch (OutboundException.Refused e) {
            return new Attempt(Delivery.Status.GIVEN_UP, "refused: " + e.getMessage());
        } catch (OutboundException | BudgetException e) {
            return new Attempt(Delivery.Status.PENDING, "failed: " + e.getMessage());
        }
    }

    /** A tenth more or less, so that what failed together does not come back together. */
    private CompletionHandler<Void> again(int attempt) {
        double spread = ThreadLocalRandom.current().nextDouble(0.9, 1.1);
        var next =
                clock.instant().plusMillis((long) (settings.delayAfter(attempt).toMillis() * spread));
        return (complete, operations) -> operations.reschedule(complete, next);
    }

    /** What came of one attempt. */
    private record Attempt(Delivery.Status status, String outcome) {

        static Attempt answered(int status) {
            String outcome = "answered " + status;
            if (status >= 200 && status < 300) {
                return new Attempt(Delivery.Status.DELIVERED, outcome);
            }
            return status == GONE
                    ? new Attempt(Delivery.Status.GIVEN_UP, outcome)
                    : new Attempt(Delivery.Status.PENDING, outcome);
        }

        Attempt limitedTo(int most, int attempts) {
            return status == Delivery.Status.PENDING && attempts >= most
                    ? new Attempt(Delivery.Status.GIVEN_UP, outcome)
                    : this;
        }
    }
}
