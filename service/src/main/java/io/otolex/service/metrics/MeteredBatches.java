package io.otolex.service.metrics;

import io.otolex.model.inference.BatchListener;
import io.otolex.model.inference.WindowListener;
import io.otolex.service.metrics.ServiceMetrics.Stage;
import java.time.Duration;

/** Counts and times what a batcher does. */
public final class MeteredBatches implements BatchListener {

    private final ServiceMetrics metrics;

    public MeteredBatches(ServiceMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public WindowListener ofRequest() {
        return metrics.windowsOfRequest();
    }

    @Override
    public void queued(long nanos) {
        metrics.recordShared(Stage.QUEUE, Duration.ofNanos(nanos));
    }

    @Override
    public void scored(int windows, int limit, long nanos) {
        metrics.recordShared(Stage.SCORE, Duration.ofNanos(nanos));
        metrics.batch(windows, (double) windows / limit);
    }

    @Override
    public void dropped(int windows) {
        metrics.dropped(windows);
    }
}
