package io.otolex.model.tagging;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.InputReport;
import io.otolex.audio.Window;
import io.otolex.audio.Windows;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.model.inference.Budget;
import io.otolex.model.inference.Lane;
import io.otolex.model.inference.Tagger;
import io.otolex.model.labels.Labels;
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
        try (DecodedAudio audio = decoder.open(spool)) {
            ClipScores clip = score(Windows.of(audio, logMel.spec()), budget, progress);
            InputReport input = audio.report()
                    .orElseThrow(() -> new IllegalStateException("a decoder that has ended must report its input"));
            return timed(Stage.POST, () -> new Tagged(clip.tags(labels, options), clip.windows(), input));
        }
    }

    private ClipScores score(Windows windows, Budget budget, Progress progress) throws AudioDecodingException {
        var clip = new ClipScores(labels.size());
        Queue<Double> ends = new ArrayDeque<>(); // of the windows that are on their way
        try (Lane lane = tagger.lane(budget, windowsAhead, scores -> {
            clip.add(scores);
            progress.scored(ends.remove());
        })) {
            double end = 0;
            for (Optional<Window> next = windows.next(); next.isPresent(); next = windows.next()) {
                Window window = next.get();
                end = window.endSeconds();
                budget.useAudio(end);
                ends.add(end);
                lane.add(timed(Stage.MEL, () -> logMel.of(window.pcm())));
            }
            budget.expectAudio(end);
            lane.finish();
        }
        return clip;
    }

    private <T> T timed(Stage stage, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        stages.took(stage, System.nanoTime() - start);
        return result;
    }
}
