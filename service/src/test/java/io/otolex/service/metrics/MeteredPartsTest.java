package io.otolex.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.AudioDecodingException.Corrupt;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.InputReport;
import io.otolex.model.tagging.StageListener;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeteredPartsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ServiceMetrics metrics = new ServiceMetrics(registry, StageObserver.NONE);

    @Test
    void aRecordingIsOneDecodingHoweverManyReadsItTakes() throws Exception {
        try (DecodedAudio audio =
                metered((spool, excerpt) -> new FakeAudio(false)).open(Path.of("spool"))) {
            assertThat(audio.read(new float[4])).isEqualTo(4);
            assertThat(audio.read(new float[4])).isEqualTo(4);
            assertThat(audio.report()).map(InputReport::codec).hasValue("fake");
        }

        assertThat(stage("decode").count()).isEqualTo(1);
    }

    @Test
    void failuresAreCountedByReasonWhereverTheyHappen() throws Exception {
        assertThatThrownBy(() -> metered((spool, excerpt) -> {
                            throw new AudioDecodingException.UnsupportedFormat("text");
                        })
                        .open(Path.of("spool")))
                .hasMessage("text");
        try (DecodedAudio audio =
                metered((spool, excerpt) -> new FakeAudio(true)).open(Path.of("spool"))) {
            assertThatThrownBy(() -> audio.read(new float[4])).hasMessage("bad frame");
        }

        assertThat(failures("unsupported_format")).isEqualTo(1);
        assertThat(failures("corrupt")).isEqualTo(1);
        assertThat(failures("too_long")).isZero();
    }

    @Test
    void scoringIsTimedByBatchAndWaitingByWindow() {
        var batches = new MeteredBatches(metrics);
        batches.queued(1_000_000);
        batches.queued(3_000_000);
        batches.scored(2, 4, 5_000_000);
        batches.dropped(7);

        assertThat(stage("queue").count()).isEqualTo(2);
        assertThat(stage("queue").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(4);
        assertThat(stage("score").count()).isEqualTo(1);
        assertThat(registry.get(ServiceMetrics.BATCH_WINDOWS).summary().max()).isEqualTo(2);
        assertThat(registry.get(ServiceMetrics.BATCH_FILL).summary().max()).isEqualTo(0.5);
        assertThat(registry.get(ServiceMetrics.WINDOWS_DROPPED).counter().count())
                .isEqualTo(7);
    }

    @Test
    void thePipelinesStagesAreTimed() {
        var stages = new MeteredStages(metrics);
        stages.took(StageListener.Stage.MEL, 9_000_000);
        stages.took(StageListener.Stage.POST, 1_000);

        assertThat(stage("mel").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(9);
        assertThat(stage("post").count()).isEqualTo(1);
    }

    @Test
    void theProcessKnowsItsMemory() {
        assertThat(registry.get(ServiceMetrics.RESIDENT_MEMORY).gauge().value()).isGreaterThan(10e6);
        assertThat(registry.get(ServiceMetrics.NATIVE_MEMORY).gauge().value()).isNotNegative();
    }

    private AudioDecoder metered(AudioDecoder decoder) {
        return new MeteredDecoder(decoder, metrics);
    }

    private Timer stage(String name) {
        return registry.get(ServiceMetrics.STAGE).tag("stage", name).timer();
    }

    private double failures(String reason) {
        return registry.get(ServiceMetrics.DECODE_FAILURES)
                .tag("reason", reason)
                .counter()
                .count();
    }

    private record FakeAudio(boolean corrupt) implements DecodedAudio {

        @Override
        public int read(float[] buffer) throws Corrupt {
            if (corrupt) {
                throw new Corrupt("bad frame");
            }
            return buffer.length;
        }

        @Override
        public Optional<InputReport> report() {
            return Optional.of(new InputReport("fake", 8000, 1, 1));
        }

        @Override
        public void close() {}
    }
}
