package io.otolex.service.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.Budget;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.RecordingTagger;
import io.otolex.model.tagging.TagOptions;
import io.otolex.model.tagging.Tagged;
import java.nio.file.Path;

/** A span around each recording: below its request's, or alone where a job asked for it. */
final class TracedTagger implements RecordingTagger {

    private final RecordingTagger recordings;
    private final Tracer tracer;
    private final StageSpans stages;

    TracedTagger(RecordingTagger recordings, Tracer tracer, StageSpans stages) {
        this.recordings = recordings;
        this.tracer = tracer;
        this.stages = stages;
    }

    @Override
    public Tagged tag(Path spool, TagOptions options, Budget budget, Progress progress) throws AudioDecodingException {
        Span span = tracer.nextSpan().name("tag").start();
        Tracer.SpanInScope scope = tracer.withSpan(span);
        StageSpans.Recording recording = stages.begin(span);
        try {
            Tagged tagged = recordings.tag(spool, options, budget, progress);
            span.tag("otolex.windows", tagged.windows());
            span.tag("otolex.audio_seconds", tagged.input().durationSeconds());
            return tagged;
        } catch (AudioDecodingException | RuntimeException failure) {
            span.error(failure);
            throw failure;
        } finally {
            recording.close();
            scope.close();
            span.end();
        }
    }
}
