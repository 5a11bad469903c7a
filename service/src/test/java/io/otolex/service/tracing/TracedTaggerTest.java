package io.otolex.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.otolex.model.inference.Budget;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.RecordingTagger;
import io.otolex.model.tagging.TagOptions;
import io.otolex.service.FakeEngine;
import io.otolex.service.metrics.ServiceMetrics.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracedTaggerTest {

    private static final long MILLI = 1_000_000;

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OtelTracer tracer = new OtelTracer(
            SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build()
                    .get("test"),
            new OtelCurrentTraceContext(),
            event -> {});
    private final StageSpans stages = new StageSpans(tracer);

    @TempDir
    private Path folder;

    @Test
    void aStageHasOneSpanHoweverManyWindowsThereAre() throws Exception {
        tag((spool, options, budget, progress) -> {
            for (int window = 0; window < 360; window++) {
                stages.took(Stage.MEL, Duration.ofMillis(10));
            }
            return new FakeEngine().tag(spool, options, budget, progress);
        });

        assertThat(number("mel", "otolex.times")).isEqualTo(360);
        assertThat(number("mel", "otolex.busy_ms")).isEqualTo(3600);
        assertThat(span("mel").getParentSpanId()).isEqualTo(span("tag").getSpanId());
    }

    @Test
    void windowsThatAreScoredElsewhereBelongToTheirRecording() throws Exception {
        tag((spool, options, budget, progress) -> {
            var windows = stages.windows();
            CompletableFuture.runAsync(() -> windows.scored(30 * MILLI, 20 * MILLI))
                    .join();
            return new FakeEngine().tag(spool, options, budget, progress);
        });

        assertThat(milliseconds(span("queue"))).isCloseTo(30, within(1.0));
        assertThat(milliseconds(span("score"))).isCloseTo(20, within(1.0));
        assertThat((span("score").getStartEpochNanos() - span("queue").getEndEpochNanos()) / 1e6)
                .isCloseTo(0, within(2.0));
    }

    @Test
    void theNextRecordingOfAThreadHasNothingOfTheLast() throws Exception {
        tag((spool, options, budget, progress) -> {
            stages.took(Stage.DECODE, Duration.ofMillis(5));
            return new FakeEngine().tag(spool, options, budget, progress);
        });
        spans.reset();
        stages.took(Stage.DECODE, Duration.ofMillis(5)); // nobody's: no span is open
        tag(new FakeEngine());

        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).containsExactly("tag");
    }

    private void tag(RecordingTagger work) throws Exception {
        Path spool = Files.writeString(folder.resolve("spool"), "sound");
        new TracedTagger(work, tracer, stages).tag(spool, TagOptions.DEFAULT, Budget.unlimited(), Progress.NONE);
    }

    private SpanData span(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private double number(String span, String key) {
        return span(span).getAttributes().asMap().entrySet().stream()
                .filter(entry -> entry.getKey().getKey().equals(key))
                .mapToDouble(entry -> Double.parseDouble(String.valueOf(entry.getValue())))
                .sum();
    }

    private static double milliseconds(SpanData span) {
        return (span.getEndEpochNanos() - span.getStartEpochNanos()) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
