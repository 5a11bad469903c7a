package io.otolex.service.metrics;

import io.otolex.model.inference.WindowListener;
import io.otolex.service.metrics.ServiceMetrics.Stage;
import java.time.Duration;

/** Told of the stages of each request's work, beside the meters that know only their sum. */
public interface StageObserver {

    StageObserver NONE = new StageObserver() {};

    /** A stage of the request that this thread works on has just ended. */
    default void took(Stage stage, Duration time) {}

    /** For the windows of the request that this thread works on; they are scored on other threads. */
    default WindowListener windows() {
        return WindowListener.NONE;
    }
}
