package io.otolex.service.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.otolex.audio.AudioDecodingException;
import io.otolex.model.inference.Budget;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.RecordingTagger;
import io.otolex.model.tagging.TagOptions;
import io.otolex.model.tagging.Tagged;
import io.otolex.service.metrics.ServiceMetrics;
import io.otolex.service.metrics.ServiceMetrics.CacheResult;
import java.nio.file.Path;

/** Remembers answers by the recording's bytes and the options; the model is the same for as long as it lives. */
public final class CachingTagger implements RecordingTagger {

    private final RecordingTagger recordings;
    private final ServiceMetrics metrics;
    private final Cache<Key, Tagged> answers;

    private record Key(ContentHash content, TagOptions options) {}

    public CachingTagger(RecordingTagger recordings, CacheSettings settings, ServiceMetrics metrics) {
        this.recordings = recordings;
        this.metrics = metrics;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(settings.maxWindows())
                .weigher((Key key, Tagged answer) -> 1 + answer.windows())
                .build();
    }

    @Override
    public Tagged tag(Path spool, TagOptions options, Budget budget, Progress progress) throws AudioDecodingException {
        var key = new Key(ContentHash.of(spool), options);
        Tagged known = answers.getIfPresent(key);
        metrics.cache(known == null ? CacheResult.MISS : CacheResult.HIT);
        if (known != null) {
            return known;
        }
        Tagged fresh = recordings.tag(spool, options, budget, progress);
        answers.put(key, fresh);
        return fresh;
    }
}
