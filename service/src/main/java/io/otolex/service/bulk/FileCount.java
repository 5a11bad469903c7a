package io.otolex.service.bulk;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Counts the files of a shard in a walk of its own, for those who want to know how many are left. */
public final class FileCount {

    private FileCount() {}

    /** Tells the number once it is known, on a thread that keeps nobody waiting; never if a list cannot be read twice. */
    public static void aside(List<Input> sources, Shard shard, LongConsumer told) {
        if (sources.stream().allMatch(Input::repeats)) {
            var thread = new Thread(() -> count(sources, shard, told), "counting");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void count(List<Input> sources, Shard shard, LongConsumer told) {
        var files = new AtomicLong();
        try {
            for (Input source : sources) {
                source.each(file -> files.addAndGet(shard.has(file) ? 1 : 0) >= 0);
            }
            told.accept(files.get());
        } catch (IOException e) {
            // the run itself will say it
        }
    }
}
