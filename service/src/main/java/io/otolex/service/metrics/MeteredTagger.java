package io.otolex.service.metrics;

import io.otolex.audio.LogMel;
import io.otolex.model.inference.Scores;
import io.otolex.model.inference.Tagger;
import io.otolex.service.metrics.ServiceMetrics.Stage;
import java.util.List;

/** A tagger whose time is counted. */
public final class MeteredTagger implements Tagger {

    private final Tagger tagger;
    private final ServiceMetrics metrics;

    public MeteredTagger(Tagger tagger, ServiceMetrics metrics) {
        this.tagger = tagger;
        this.metrics = metrics;
    }

    @Override
    public List<Scores> score(List<LogMel> windows) {
        return metrics.timed(Stage.SCORE, () -> tagger.score(windows));
    }
}
