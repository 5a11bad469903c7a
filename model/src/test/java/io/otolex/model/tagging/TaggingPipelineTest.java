package io.otolex.model.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.InputReport;
import io.otolex.audio.LogMel;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.model.inference.Budget;
import io.otolex.model.inference.BudgetException;
import io.otolex.model.inference.Scores;
import io.otolex.model.inference.Tagger;
import io.otolex.model.labels.Labels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaggingPipelineTest {

    private static final int WINDOW = LogMelSpec.AUDIOSET_32K.windowSamples();
    private static final Path ANY_FILE = Path.of("spool");

    private final Labels labels = Labels.audioSet();
    private final List<Integer> batches = new ArrayList<>();
    private final List<Double> progress = new ArrayList<>();
    private Budget budget = Budget.unlimited();
    private boolean decoderClosed;

    @Test
    void aShortRecordingIsOneWindow() throws Exception {
        Tagged tagged = tag(WINDOW / 2);
        assertThat(tagged.windows()).isEqualTo(1);
        assertThat(tagged.input().durationSeconds()).isEqualTo(5);
    }

    @Test
    void aShortRecordingIsHeardAsLongAsItsModelWantsItRepeated() throws Exception {
        assertThat(secondsHeard(LogMelSpec.AUDIOSET_32K)).isEqualTo(1);
        assertThat(secondsHeard(LogMelSpec.AUDIOSET_32K.repeatingBelow(160_000)))
                .isEqualTo(5);
    }

    @Test
    void windowsOfALongRecordingAreScoredInBatches() throws Exception {
        Tagged tagged = tag(WINDOW * 6 + 1);
        assertThat(tagged.windows()).isEqualTo(7);
        assertThat(batches).containsExactly(3, 3, 1);
        assertThat(progress).containsExactly(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, (WINDOW * 6 + 1) / 32_000.0);
    }

    @Test
    void aRecordingOfWholeBatchesEndsWithoutAnEmptyOne() throws Exception {
        tag(WINDOW * 3);
        assertThat(batches).containsExactly(3);
    }

    @Test
    void theLoudestWindowNamesTheClip() throws Exception {
        Tagged tagged = tag(WINDOW * 4);
        // the fake scores class i by the i-th window, so every window's own class must be among the best
        assertThat(tagged.tags()).extracting(tag -> tag.label().index()).contains(0, 1, 2, 3);
    }

    @Test
    void theDecoderIsEndedWhenScoringFails() {
        TaggingPipeline pipeline = pipeline(WINDOW, windows -> {
            throw new IllegalStateException("device lost");
        });
        assertThatThrownBy(() -> pipeline.tag(ANY_FILE, TagOptions.DEFAULT, Budget.unlimited(), Progress.NONE))
                .hasMessage("device lost");
        assertThat(decoderClosed).isTrue();
    }

    @Test
    void whatTheDecoderSaysReachesTheCaller() {
        TaggingPipeline pipeline = new TaggingPipeline(
                (file, excerpt) -> {
                    throw new AudioDecodingException.UnsupportedFormat("a poem");
                },
                new LogMelExtractor(LogMelSpec.AUDIOSET_32K),
                this::score,
                labels,
                3,
                StageListener.NONE);
        assertThatThrownBy(() -> pipeline.tag(ANY_FILE, TagOptions.DEFAULT, Budget.unlimited(), Progress.NONE))
                .isInstanceOf(AudioDecodingException.UnsupportedFormat.class);
    }

    @Test
    void whatIsPastItsDeadlineIsNeitherDecodedNorScored() {
        budget = Budget.of(Duration.ZERO, seconds -> {});
        assertThatThrownBy(() -> pipeline(WINDOW, this::score).tag(ANY_FILE, TagOptions.DEFAULT, budget, progress::add))
                .isInstanceOf(BudgetException.Expired.class);
        assertThat(batches).isEmpty();
    }

    @Test
    void aCancelledRequestEndsBeforeItsNextBatch() {
        budget = Budget.unlimited();
        assertThatThrownBy(() -> pipeline(WINDOW * 9, this::score)
                        .tag(ANY_FILE, TagOptions.DEFAULT, budget, seconds -> budget.cancel()))
                .isInstanceOf(BudgetException.Cancelled.class);
        assertThat(batches).containsExactly(3);
        assertThat(decoderClosed).isTrue();
    }

    @Test
    void theLimitHearsHowMuchAudioThereIsAndMayRefuseMore() {
        var heard = new ArrayList<Double>();
        budget = Budget.of(Duration.ofHours(1), seconds -> {
            heard.add(seconds);
            if (seconds > 20) {
                throw new IllegalStateException("too much");
            }
        });
        assertThatThrownBy(() -> tag(WINDOW * 5)).hasMessage("too much");
        assertThat(heard).containsExactly(10.0, 20.0, 30.0);
        assertThat(batches).isEmpty();
    }

    private Tagged tag(int samples) throws AudioDecodingException {
        Tagged tagged = pipeline(samples, this::score).tag(ANY_FILE, TagOptions.DEFAULT, budget, progress::add);
        assertThat(decoderClosed).isTrue();
        return tagged;
    }

    /** Of a recording of one second. */
    private double secondsHeard(LogMelSpec spec) throws AudioDecodingException {
        var heard = new ArrayList<LogMel>();
        Tagged tagged = pipeline(32_000, spec, windows -> {
                    heard.addAll(windows);
                    return score(windows);
                })
                .tag(ANY_FILE, TagOptions.DEFAULT, budget, Progress.NONE);
        assertThat(tagged.input().durationSeconds()).isEqualTo(1);
        return Math.round(framesAboveSilence(heard.get(0)) * spec.hopSamples() / 3200.0) / 10.0;
    }

    private static int framesAboveSilence(LogMel window) {
        float silence = LogMelSpec.AUDIOSET_32K.level().ofSilence();
        int frames = 0;
        while (frames < window.frames() && window.values()[frames * window.bands()] > silence) {
            frames++;
        }
        return frames;
    }

    private TaggingPipeline pipeline(int samples, Tagger tagger) {
        return pipeline(samples, LogMelSpec.AUDIOSET_32K, tagger);
    }

    private TaggingPipeline pipeline(int samples, LogMelSpec spec, Tagger tagger) {
        return new TaggingPipeline(
                (file, excerpt) -> new Recording(samples),
                new LogMelExtractor(spec),
                tagger,
                labels,
                3,
                StageListener.NONE);
    }

    /** The n-th window of all says class n. */
    private List<Scores> score(List<LogMel> windows) {
        var scores = new ArrayList<Scores>();
        int before = batches.stream().mapToInt(Integer::intValue).sum();
        for (int i = 0; i < windows.size(); i++) {
            float[] logits = new float[labels.size()];
            logits[before + i] = 5;
            scores.add(new Scores(logits, new float[0]));
        }
        batches.add(windows.size());
        return scores;
    }

    /** So many samples of a quiet ramp. */
    private final class Recording implements DecodedAudio {
        private final int samples;
        private int position;

        Recording(int samples) {
            this.samples = samples;
        }

        @Override
        public int read(float[] buffer) {
            int count = Math.min(buffer.length, samples - position);
            for (int i = 0; i < count; i++) {
                buffer[i] = (position + i) % 100 / 1000f;
            }
            position += count;
            return count;
        }

        @Override
        public Optional<InputReport> report() {
            return position < samples
                    ? Optional.empty()
                    : Optional.of(new InputReport("pcm_f32le", 32_000, 1, samples / 32_000.0));
        }

        @Override
        public void close() {
            decoderClosed = true;
        }
    }
}
