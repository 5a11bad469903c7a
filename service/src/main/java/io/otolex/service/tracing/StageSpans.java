package io.otolex.service.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.otolex.model.inference.WindowListener;
import io.otolex.service.metrics.ServiceMetrics.Stage;
import io.otolex.service.metrics.StageObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Draws the stages of a recording as spans. */
final class StageSpans implements StageObserver {

    /*
     * An hour of audio is 360 windows, each of which is decoded, turned into a log-mel, queued and scored, all of it at
     * the same time. A span for each would bury what a reader looks for. So a recording has one span a stage, from the
     * stage's first moment to its last; how much of that was work or waiting, and of how many windows, is in its tags.
     */

    /** Of the recording that a thread works on. */
    private static final ThreadLocal<@Nullable Recording> HERE = new ThreadLocal<>();

    private final Tracer tracer;

    StageSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The stages that end on this thread until {@link Recording#close} belong to this recording. */
    Recording begin(Span parent) {
        var recording = new Recording(parent);
        HERE.set(recording);
        return recording;
    }

    @Override
    public void took(Stage stage, Duration time) {
        Recording recording = HERE.get();
        Span request = tracer.currentSpan();
        if (recording != null) {
            recording.add(stage, time.toNanos(), 0);
        } else if (request != null) { // before the work: the upload
            var lone = new Recording(request);
            lone.add(stage, time.toNanos(), 0);
            lone.draw();
        }
    }

    @Override
    public WindowListener windows() {
        Recording recording = HERE.get();
        return recording == null ? WindowListener.NONE : recording::scored;
    }

    /** When a stage began and ended, on the clock of {@link System#nanoTime}, and what was done meanwhile. */
    private record Stretch(long beginNanos, long endNanos, long busyNanos, int times) {

        Stretch and(Stretch more) {
            return new Stretch(
                    Math.min(beginNanos, more.beginNanos),
                    Math.max(endNanos, more.endNanos),
                    busyNanos + more.busyNanos,
                    times + more.times);
        }
    }

    /** The stages of one recording. Thread-safe, since windows are scored on other threads than they are made. */
    final class Recording implements AutoCloseable {
        private final Span parent;
        private final long epochNanos = epochNanos(Instant.now()) - System.nanoTime();
        private final Map<Stage, Stretch> stages = new EnumMap<>(Stage.class);

        private Recording(Span parent) {
            this.parent = parent;
        }

        private static long epochNanos(Instant now) {
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        private void scored(long queuedNanos, long scoringNanos) {
            add(Stage.QUEUE, queuedNanos, scoringNanos);
            add(Stage.SCORE, scoringNanos, 0);
        }

        /** A stage that took so long and ended so long ago. */
        private synchronized void add(Stage stage, long nanos, long agoNanos) {
            long end = System.nanoTime() - agoNanos;
            stages.merge(stage, new Stretch(end - nanos, end, nanos, 1), Stretch::and);
        }

        private synchronized void draw() {
            stages.forEach(this::draw);
        }

        private void draw(Stage stage, Stretch stretch) {
            tracer.spanBuilder()
                    .setParent(parent.context())
                    .name(stage.name().toLowerCase(Locale.ROOT))
                    .startTimestamp(epochNanos + stretch.beginNanos, TimeUnit.NANOSECONDS)
                    .tag("otolex.busy_ms", stretch.busyNanos / 1e6)
                    .tag("otolex.times", stretch.times)
                    .start()
                    .end(epochNanos + stretch.endNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            HERE.remove();
            draw();
        }
    }
}
