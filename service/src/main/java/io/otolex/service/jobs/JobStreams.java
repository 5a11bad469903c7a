package io.otolex.service.jobs;

import io.otolex.service.jobs.store.Job;
import io.otolex.service.jobs.store.JobEvent;
import io.otolex.service.jobs.store.JobEvents;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells clients what happens to their jobs, as server-sent events. */
final class JobStreams implements SmartLifecycle {

    /*
     * Events are read from the rows, whoever wrote them, by a thread for each stream: a client that does not read holds
     * up nobody else. What happens on this replica is looked for at once, what happens on others now and then. That a
     * client has left shows when it is next written to, hence the comments. A stream ends with the job's last event. A browser asks again after every end; with nothing left
     * to tell it hears 204, which stops it.
     */

    private static final Logger log = LoggerFactory.getLogger(JobStreams.class);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int BATCH = 200;

    private final JobEvents events;
    private final int maxStreams;
    private final Duration keepAlive;
    private final Duration look;
    private volatile ThreadPoolExecutor threads;
    private volatile boolean running;

    JobStreams(JobEvents events, JobSettings settings) {
        this.events = events;
        this.maxStreams = settings.maxStreams();
        this.keepAlive = settings.keepAlive();
        this.look = min(settings.pollInterval(), keepAlive);
        this.threads = threads(maxStreams);
    }

    private static ThreadPoolExecutor threads(int most) {
        return new ThreadPoolExecutor(
                0, most, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), run -> new Thread(run, "job-events"));
    }

    /** A stream of what came after the event that {@code Last-Event-ID} names, or of everything. */
    ResponseEntity<SseEmitter> open(Job job, HttpServletRequest request) {
        int last = lastEvent(request.getHeader("Last-Event-ID"));
        if (job.status().isEnd() && events.after(job.id(), last, 1).isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        var emitter = new SseEmitter(0L);
        start(new Stream(job.id(), last, emitter));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .header("X-Accel-Buffering", "no") // nginx would collect events otherwise
                .body(emitter);
    }

    private void start(Stream stream) {
        try {
            threads.execute(stream);
        } catch (RejectedExecutionException full) {
            throw Problem.retryLater(
                            ProblemType.OVERLOADED,
                            "Too many streams of events are open; come back later.",
                            Duration.ofSeconds(10))
                    .asException();
        }
    }

    private static int lastEvent(String header) {
        if (header == null || header.isBlank()) {
            return 0;
        }
        try {
            return Math.max(0, Integer.parseInt(header.strip()));
        } catch (NumberFormatException e) {
            throw Problem.invalidOption("Last-Event-ID", "Last-Event-ID must be the id of an event of this job.")
                    .asException();
        }
    }

    @Override
    public void start() {
        if (threads.isShutdown()) { // a service may be stopped and started again
            threads = threads(maxStreams);
        }
        running = true;
    }

    /** Before the web server waits for requests that are being answered: streams would make it wait in vain. */
    @Override
    public void stop() {
        running = false;
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** One client's stream. */
    private final class Stream implements Runnable {

        private final UUID job;
        private final SseEmitter emitter;
        private final long startNanos = System.nanoTime();
        private long saidNanos = startNanos;
        private int last;
        private boolean ended;

        Stream(UUID job, int last, SseEmitter emitter) {
            this.job = job;
            this.last = last;
            this.emitter = emitter;
        }

        @Override
        public void run() {
            try {
                while (!ended && running && since(startNanos).compareTo(LONGEST) < 0) {
                    long happened = events.happened();
                    tell(events.after(job, last, BATCH));
                    if (!ended) {
                        events.await(happened, look);
                    }
                }
                emitter.complete();
            } catch (IOException | IllegalStateException gone) {
                log.debug("a client left the events of job {}", job);
            } catch (InterruptedException stopping) {
                emitter.complete();
            } catch (RuntimeException e) {
                log.warn("events of job {} cannot be told: {}", job, e.toString());
                emitter.completeWithError(e);
            }
        }

        private void tell(List<JobEvent> news) throws IOException {
            for (JobEvent event : news) {
                emitter.send(SseEmitter.event()
                        .id(Integer.toString(event.number()))
                        .name(event.name())
                        .data(event.data()));
                last = event.number();
                ended = isEnd(event);
            }
            if (!news.isEmpty()) {
                saidNanos = System.nanoTime();
            } else if (since(saidNanos).compareTo(keepAlive) >= 0) {
                emitter.send(SseEmitter.event().comment("still here"));
                saidNanos = System.nanoTime();
            }
        }
    }

    private static boolean isEnd(JobEvent event) {
        return switch (event.name()) {
            case "succeeded", "failed", "cancelled" -> true;
            default -> false;
        };
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
