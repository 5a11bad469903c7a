package io.otolex.service.drain;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/** The first to hear that the service is to end, and the one that lets it go on for a while. */
final class Draining implements SmartLifecycle {

    /*
     * Spring's graceful shutdown refuses new connections at once, while balancers go on sending until they have seen
     * that the service is not ready. So: not ready, then the delay, in which everything is answered as ever, and only
     * then the web server's own end, which waits for what is in flight.
     */

    private static final Logger log = LoggerFactory.getLogger(Draining.class);

    private final ApplicationContext context;
    private final Duration delay;
    private volatile boolean running;
    private volatile boolean draining;

    Draining(ApplicationContext context, Duration delay) {
        this.context = context;
        this.delay = delay;
    }

    boolean isDraining() {
        return draining;
    }

    @Override
    public void start() {
        running = true;
        if (draining) { // a context that was stopped and starts again
            draining = false;
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public void stop(Runnable next) {
        draining = true;
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        log.info("not ready any more; connections are accepted for {} ms", delay.toMillis());
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    stop();
                    next.run();
                });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The highest phase ends first: before the web server and whatever uses it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
