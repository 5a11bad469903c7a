package io.otolex.service.metrics;

import io.otolex.model.tagging.StageListener;
import java.time.Duration;

/** Times what only the pipeline sees. */
public final class MeteredStages implements StageListener {

    private final ServiceMetrics metrics;

    public MeteredStages(ServiceMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void took(Stage stage, long nanos) {
        var meter =
                switch (stage) {
                    case MEL -> ServiceMetrics.Stage.MEL;
                    case POST -> ServiceMetrics.Stage.POST;
                };
        metrics.record(meter, Duration.ofNanos(nanos));
    }
}
