package io.otolex.model.inference;

/**
 * How a model is run.
 *
 * @param source which model
 * @param precision what its inside computes in
 * @param device where
 * @param threads of one operation, 0 for as many as there are cores; the first tagger of a process decides for all
 * @param maxBatch windows in one forward pass; each needs about 60 MB while it runs (ConvNeXt-Tiny, float32)
 * @param download whether a remote model that is not in the cache may be fetched now
 */
public record TaggerSettings(
        ModelSource source, Precision precision, ComputeDevice device, int threads, int maxBatch, boolean download) {

    /** The embedded model on the CPU. */
    public static final TaggerSettings DEFAULT =
            new TaggerSettings(new ModelSource.Embedded(), Precision.FLOAT32, ComputeDevice.AUTO, 0, 4, false);

    public TaggerSettings {
        if (threads < 0) {
            throw new IllegalArgumentException("threads must not be negative, was " + threads);
        }
        if (maxBatch < 1) {
            throw new IllegalArgumentException("maxBatch must be at least 1, was " + maxBatch);
        }
    }
}
