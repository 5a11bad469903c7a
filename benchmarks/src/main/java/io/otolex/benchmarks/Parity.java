package io.otolex.benchmarks;

import com.google.gson.Gson;
import com.sun.management.OperatingSystemMXBean;
import io.otolex.audio.LogMel;
import io.otolex.model.inference.ComputeDevice;
import io.otolex.model.inference.DjlTagger;
import io.otolex.model.inference.ModelSource;
import io.otolex.model.inference.ModelStore;
import io.otolex.model.inference.Precision;
import io.otolex.model.inference.Scores;
import io.otolex.model.inference.TaggerSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Prints what a checkpoint makes of a given log-mel, and what that costs: {@code Parity MODEL LOGMEL CACHE SECONDS}.
 *
 * <p>LOGMEL holds the float32 values of one window, little-endian. One thread; CPU time of the whole process.
 */
final class Parity {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Parity() {}

    public static void main(String[] arguments) throws IOException {
        var source = new ModelSource.LocalFile(Path.of(arguments[0]));
        ModelStore store = ModelStore.at(Path.of(arguments[2]));
        double gigaMacs = store.describe(source, Precision.FLOAT32).gigaMacs();
        try (DjlTagger tagger = DjlTagger.open(
                store, new TaggerSettings(source, Precision.FLOAT32, ComputeDevice.CPU, 1, 1, 1, false))) {
            List<LogMel> window = List.of(
                    read(Path.of(arguments[1]), tagger.description().frontEnd().bands()));
            Scores scores = tagger.score(window).get(0);
            double[] costs = costs(tagger, window, Double.parseDouble(arguments[3]));
            System.out.println(new Gson()
                    .toJson(Map.of(
                            "logits",
                            scores.logits(),
                            "parameters",
                            tagger.description().parameters(),
                            "giga_macs",
                            gigaMacs,
                            "median_ms",
                            costs[costs.length / 2])));
        }
    }

    private static LogMel read(Path file, int bands) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return new LogMel(values, values.length / bands, bands);
    }

    /** Milliseconds of CPU time of each pass, sorted; at least three passes. */
    private static double[] costs(DjlTagger tagger, List<LogMel> window, double seconds) {
        tagger.score(window);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        double[] costs = {};
        while (costs.length < 3 || System.nanoTime() < end) {
            long start = PROCESS.getProcessCpuTime();
            tagger.score(window);
            costs = Arrays.copyOf(costs, costs.length + 1);
            costs[costs.length - 1] = (PROCESS.getProcessCpuTime() - start) / 1e6;
        }
        Arrays.sort(costs);
        return costs;
    }
}
