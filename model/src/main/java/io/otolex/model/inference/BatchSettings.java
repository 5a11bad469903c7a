package io.otolex.model.inference;

import java.time.Duration;

/**
 * How windows of many requests become batches.
 *
 * @param maxBatch windows in one forward pass, each of which takes memory on the device while it runs; 0 to have the
 *     best one found while warming up
 * @param maxDelay how long an idle device waits for company before it takes a batch that is not full: more windows a
 *     second where batches are cheaper than single windows, and this much more latency at low load
 */
public record BatchSettings(int maxBatch, Duration maxDelay) {

    public BatchSettings {
        if (maxBatch < 0) {
            throw new IllegalArgumentException("maxBatch must not be negative, was " + maxBatch);
        }
        if (maxDelay.isNegative()) {
            throw new IllegalArgumentException("maxDelay must not be negative, was " + maxDelay);
        }
    }

    BatchSettings withMaxBatch(int windows) {
        return new BatchSettings(windows, maxDelay);
    }
}
