package io.otolex.model.tagging;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.InputReport;
import io.otolex.audio.LogMel;
import io.otolex.audio.Window;
import io.otolex.audio.Windows;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.model.inference.Tagger;
import io.otolex.model.labels.Labels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The straight line from a file to its tags: decode, cut, log-mel, score, name. Thread-safe. */
public final class TaggingPipeline implements RecordingTagger {

    /*
     * A recording is never in memory as a whole: windows are scored in batches while the decoder goes on, so that three
     * hours take no more room than one batch.
     */

    private final AudioDecoder decoder;
    private final LogMelExtractor logMel;
    private final Tagger tagger;
    private final Labels labels;
    private final int batchWindows;

    /**
     * @param batchWindows windows of one recording that are scored together; each holds 0.9 MB of log-mel and, on the
     *     device, what the model keeps of a window
     */
    public TaggingPipeline(
            AudioDecoder decoder, LogMelExtractor logMel, Tagger tagger, Labels labels, int batchWindows) {
        if (batchWindows < 1) {
            throw new IllegalArgumentException("batchWindows must be at least 1, was " + batchWindows);
        }
        this.decoder = decoder;
        this.logMel = logMel;
        this.tagger = tagger;
        this.labels = labels;
        this.batchWindows = batchWindows;
    }

    @Override
    public Tagged tag(Path spool, TagOptions options, Progress progress) throws AudioDecodingException {
        try (DecodedAudio audio = decoder.open(spool)) {
            ClipScores clip = score(Windows.of(audio, logMel.spec()), progress);
            InputReport input = audio.report()
                    .orElseThrow(() -> new IllegalStateException("a decoder that has ended must report its input"));
            return new Tagged(clip.tags(labels, options), clip.windows(), input);
        }
    }

    private ClipScores score(Windows windows, Progress progress) throws AudioDecodingException {
        var clip = new ClipScores(labels.size());
        var batch = new ArrayList<LogMel>(batchWindows);
        Optional<Window> next = windows.next();
        while (next.isPresent()) {
            Window window = next.get();
            batch.add(logMel.of(window.pcm()));
            next = windows.next();
            if (batch.size() == batchWindows || next.isEmpty()) {
                scoreBatch(batch, clip);
                progress.scored(window.endSeconds());
            }
        }
        return clip;
    }

    private void scoreBatch(List<LogMel> batch, ClipScores clip) {
        tagger.score(List.copyOf(batch)).forEach(clip::add);
        batch.clear();
    }
}
