package io.otolex.service.jobs.store;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants done.
 *
 * @param owner who asked; sees the job, as nobody else does
 * @param idempotencyKey the owner's own name for the request, so that sending it twice makes one job
 * @param fingerprint of all the rest: the same key with another fingerprint is a mistake
 * @param options of the tagging, as they were given
 * @param url where the recording is fetched, if it was not sent
 * @param audioBytes of the recording that was sent, 0 with a {@code url}
 * @param expectedSeconds of audio, as the recording says of itself, or a guess by its size; 0 with a {@code url}
 * @param webhook who is told of the end
 */
public record JobRequest(
        String owner,
        @Nullable String idempotencyKey,
        String fingerprint,
        Map<String, String> options,
        @Nullable URI url,
        long audioBytes,
        double expectedSeconds,
        @Nullable URI webhook) {

    public JobRequest {
        options = Map.copyOf(options);
    }

    /** In one order, so that equal options are equal text. */
    public Map<String, String> sortedOptions() {
        return new TreeMap<>(options);
    }
}
