package io.otolex.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU milliseconds of the process and of its finished children per operation, from Linux' {@code /proc/self/stat}.
 *
 * <p>Wall time on a shared machine measures the neighbours; and decoding happens in a child process, which the JVM's own
 * clocks do not see.
 */
public final class CpuTimeProfiler implements InternalProfiler {

    /** {@code sysconf(_SC_CLK_TCK)}, which is 100 on every Linux that Java runs on. */
    private static final double MILLISECONDS_PER_TICK = 10;

    /** utime, stime, cutime, cstime: fields 14 to 17 of proc(5), counted from the state, which is field 3. */
    private static final int FIRST_TIME_FIELD = 14 - 3;

    private long startTicks;

    @Override
    public String getDescription() {
        return "CPU time of the process and its children, per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        startTicks = ticks();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double milliseconds = (ticks() - startTicks) * MILLISECONDS_PER_TICK;
        double perOperation = milliseconds / result.getMetadata().getMeasuredOps();
        return List.of(new ScalarResult("cpu", perOperation, "ms/op", AggregationPolicy.AVG));
    }

    private static long ticks() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields =
                    stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1); // a process name may contain blanks
            return IntStream.range(FIRST_TIME_FIELD, FIRST_TIME_FIELD + 4)
                    .mapToLong(i -> Long.parseLong(fields[i]))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("CPU time is read from /proc, which only Linux has", e);
        }
    }
}
