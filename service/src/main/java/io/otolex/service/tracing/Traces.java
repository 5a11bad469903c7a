package io.otolex.service.tracing;

import io.micrometer.tracing.Tracer;
import io.otolex.model.tagging.RecordingTagger;
import io.otolex.service.metrics.StageObserver;

/** Traces of the work on recordings. */
public final class Traces {

    private final Tracer tracer;
    private final StageSpans stages;

    Traces(Tracer tracer) {
        this.tracer = tracer;
        this.stages = new StageSpans(tracer);
    }

    public RecordingTagger traced(RecordingTagger recordings) {
        return new TracedTagger(recordings, tracer, stages);
    }

    StageObserver stages() {
        return stages;
    }
}
