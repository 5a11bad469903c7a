package io.otolex.model.tagging;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.InputReport;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.Window;
import io.otolex.audio.Windows;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.audio.signal.MeasuredAudio;
import io.otolex.model.inference.Budget;
import io.otolex.model.inference.Lane;
import io.otolex.model.inference.Tagger;
import io.otolex.model.labels.Labels;
import io.otolex.model.labels.Ontology;
import io.otolex.model.tagging.RecordingSummary.Span;
import io.otolex.model.tagging.StageListener.Stage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/** The straight line from a file to its tags: decode, cut, log-mel, score, name. Thread-safe. */
public final class TaggingPipeline implements RecordingTagger {

    /*
     * A recording is never in memory as a whole: windows are scored while the decoder goes on, a few ahead of the model,
     * so that three hours take no more room than those few.
     */

    private final AudioDecoder decoder;
    private final LogMelExtractor logMel;
    private final Tagger tagger;
    private final Labels labels;
    private final Ontology ontology = Ontology.audioSet();
    private final int windowsAhead;
    private final StageListener stages;

    /**
     * @param windowsAhead windows of one recording that wait for the model or are on it; each holds 0.9 MB of log-mel
     */
    public TaggingPipeline(
            AudioDecoder decoder,
            LogMelExtractor logMel,
            Tagger tagger,
            Labels labels,
            int windowsAhead,
            StageListener stages) {
        if (windowsAhead < 1) {
            throw new IllegalArgumentException("windowsAhead must be at least 1, was " + windowsAhead);
        }
        this.decoder = decoder;
        this.logMel = logMel;
        this.tagger = tagger;
        this.labels = labels;
        this.windowsAhead = windowsAhead;
        this.stages = stages;
    }

    @Override
    public Tagged tag(Path spool, TagOptions options, Budget budget, Progress progress) throws AudioDecodingException {
        budget.check();
        double start = options.windowing().excerpt().startSeconds();
        try {
            return tagged(spool, options, budget, progress);
        } catch (AudioDecodingException.Empty nothing) {
            throw start > 0 ? new AudioDecodingException.BeyondEnd(start) : nothing;
        }
    }

    private Tagged tagged(Path spool, TagOptions options, Budget budget, Progress progress)
            throws AudioDecodingException {
        LogMelSpec spec = logMel.spec();
        try (var audio =
                new MeasuredAudio(decoder.open(spool, options.windowing().excerpt()), spec.sampleRateHz())) {
            var summary = new RecordingSummary(labels, ontology, options, progress);
            score(Cutting.of(options, spec), audio, budget, summary);
            if (summary.isEmpty()) { // a decoder may take a start beyond the end for an empty excerpt
                throw new AudioDecodingException.Empty("there is nothing to hear");
            }
            InputReport input = audio.report()
                    .orElseThrow(() -> new IllegalStateException("a decoder that has ended must report its input"));
            return timed(Stage.POST, () -> summary.of(input, audio.signal()));
        }
    }

    private void score(Cutting cutting, DecodedAudio audio, Budget budget, RecordingSummary summary)
            throws AudioDecodingException {
        Queue<Span> onTheirWay = new ArrayDeque<>();
        Windows windows = cutting.windows(audio);
        try (Lane lane = tagger.lane(budget, windowsAhead, scores -> summary.add(onTheirWay.remove(), scores))) {
            double audioSeconds = 0;
            for (Optional<Window> next = windows.next(); next.isPresent(); next = windows.next()) {
                Window window = next.get();
                cutting.require(window);
                audioSeconds = cutting.audioSeconds(window);
                budget.useAudio(audioSeconds);
                onTheirWay.add(cutting.span(window));
                lane.add(timed(Stage.MEL, () -> logMel.of(window.pcm())));
            }
            budget.expectAudio(audioSeconds);
            lane.finish();
        }
    }

    private <T> T timed(Stage stage, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        stages.took(stage, System.nanoTime() - start);
        return result;
    }
}
