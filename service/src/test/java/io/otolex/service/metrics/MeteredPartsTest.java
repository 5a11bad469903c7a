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
import io.otolex.audio.LogMel;
import io.otolex.model.inference.Scores;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeteredPartsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ServiceMetrics metrics = new ServiceMetrics(registry);

    @Test
    void aRecordingIsOneDecodingHoweverManyReadsItTakes() throws Exception {
        try (DecodedAudio audio = metered(spool -> new FakeAudio(false)).open(Path.of("spool"))) {
            assertThat(audio.read(new float[4])).isEqualTo(4);
            assertThat(audio.read(new float[4])).isEqualTo(4);
            assertThat(audio.report()).map(InputReport::codec).hasValue("fake");
        }

        assertThat(stage("decode").count()).isEqualTo(1);
    }

    @Test
    void failuresAreCountedByReasonWhereverTheyHappen() throws Exception {
        assertThatThrownBy(() -> metered(spool -> {
                            throw new AudioDecodingException.UnsupportedFormat("text");
                        })
                        .open(Path.of("spool")))
                .hasMessage("text");
        try (DecodedAudio audio = metered(spool -> new FakeAudio(true)).open(Path.of("spool"))) {
            assertThatThrownBy(() -> audio.read(new float[4])).hasMessage("bad frame");
        }

        assertThat(failures("unsupported_format")).isEqualTo(1);
        assertThat(failures("corrupt")).isEqualTo(1);
        assertThat(failures("too_long")).isZero();
    }

    @Test
    void scoringIsTimedByBatch() {
        var tagger = new MeteredTagger(
                windows -> windows.stream()
                        .map(window -> new Scores(new float[1], new float[1]))
                        .toList(),
                metrics);

        tagger.score(List.of(new LogMel(new float[1], 1, 1), new LogMel(new float[1], 1, 1)));

        assertThat(stage("score").count()).isEqualTo(1);
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
