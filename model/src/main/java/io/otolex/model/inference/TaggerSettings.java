package io.otolex.model.inference;

/**
 * How a model is run.
 *
 * @param source which model
 * @param precision what its inside computes in
 * @param device where
 * @param threads of one forward pass, 0 to have it arranged; the first tagger of a process decides for all
 * @param maxBatch windows in one forward pass; each needs about 60 MB while it runs (ConvNeXt-Tiny, float32)
 * @param batchesAtOnce forward passes that run side by side on a CPU, each with {@code threads}
 * @param download whether a remote model that is not in the cache may be fetched now
 */
public record TaggerSettings(
        ModelSource source,
        Precision precision,
        ComputeDevice device,
        int threads,
        int maxBatch,
        int batchesAtOnce,
        boolean download) {

    /** The embedded model on the CPU. */
    public static final TaggerSettings DEFAULT =
            new TaggerSettings(new ModelSource.Embedded(), Precision.FLOAT32, ComputeDevice.AUTO, 0, 4, 1, false);

    public TaggerSettings {
        if (threads < 0) {
            throw new IllegalArgumentException("threads must not be negative, was " + threads);
        }
        if (maxBatch < 1 || batchesAtOnce < 1) {
            throw new IllegalArgumentException(
                    "maxBatch and batchesAtOnce must be at least 1, were " + maxBatch + " and " + batchesAtOnce);
        }
    }

    /*
     * On a CPU as many forward passes run side by side as there are processors for their threads, and each has one
     * thread unless more are asked for: two passes with one thread each gave 1.4 times the windows a second of one pass
     * with two threads, which wait for each other at every operation.
     */
    TaggerSettings arranged(int processors) {
        int each = threads == 0 ? 1 : threads;
        int atOnce = Math.max(1, processors / each);
        return new TaggerSettings(source, precision, device, each, maxBatch, atOnce, download);
    }

    int batchesAtOnce(ComputeDevice resolved) {
        return resolved.kind() == ComputeDevice.Kind.CPU ? batchesAtOnce : 1;
    }

    TaggerSettings withMaxBatch(int windows) {
        return new TaggerSettings(source, precision, device, threads, windows, batchesAtOnce, download);
    }

    TaggerSettings onCpuInFloat32() {
        return new TaggerSettings(source, Precision.FLOAT32, ComputeDevice.CPU, threads, 1, 1, download);
    }
}
