package io.otolex.model.inference;

import io.otolex.audio.LogMel;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What trying a device out has found; every batch size up to {@code maxBatch} has run.
 *
 * @param maxBatch windows in one forward pass
 * @param windowsPerSecond of one batch after the other
 */
record WarmUp(int maxBatch, double windowsPerSecond) {

    /*
     * Where nobody says how large a batch may be, it is doubled for as long as that makes a window cheaper by a
     * twentieth and a batch keeps its device for less than a quarter of a second: this is how long a short request
     * waits behind a long one. A large network on a CPU thus takes windows one by one (its caches are too small for
     * more), a small one takes two, a GPU takes dozens.
     */

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int LARGEST = 64;
    private static final double GAIN = 0.95;
    private static final double LONGEST_SECONDS = 0.25;

    /** @param maxBatch as wished, or 0 to find the best one */
    static WarmUp of(Tagger device, LogMel window, int maxBatch) {
        WarmUp found = maxBatch > 0 ? at(maxBatch, seconds(device, window, maxBatch)) : best(device, window);
        for (int windows = 1; windows < found.maxBatch; windows++) {
            score(device, window, windows); // an engine prepares for each size anew
        }
        LOG.info("batches of {} windows, {} windows a second", found.maxBatch, Math.round(found.windowsPerSecond));
        return found;
    }

    private static WarmUp best(Tagger device, LogMel window) {
        WarmUp best = at(1, seconds(device, window, 1));
        for (int windows = 2; windows <= LARGEST && windows / best.windowsPerSecond < LONGEST_SECONDS; windows *= 2) {
            WarmUp next = tried(device, window, windows);
            if (next.windowsPerSecond * GAIN < best.windowsPerSecond) {
                return best;
            }
            best = next;
        }
        return best;
    }

    private static WarmUp tried(Tagger device, LogMel window, int windows) {
        try {
            return at(windows, seconds(device, window, windows));
        } catch (DeviceMemoryException tooMany) {
            return at(windows, Double.POSITIVE_INFINITY);
        }
    }

    private static WarmUp at(int windows, double seconds) {
        return new WarmUp(windows, windows / seconds);
    }

    /** The best of three, after one that does not count. */
    private static double seconds(Tagger device, LogMel window, int windows) {
        score(device, window, windows);
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3; i++) {
            best = Math.min(best, score(device, window, windows));
        }
        return best;
    }

    private static double score(Tagger device, LogMel window, int windows) {
        List<LogMel> batch = Collections.nCopies(windows, window);
        long start = System.nanoTime();
        device.score(batch);
        return (System.nanoTime() - start) / 1e9;
    }
}
