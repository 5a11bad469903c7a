package io.otolex.service.metrics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Memory of this process as Linux tells it; elsewhere nothing is known. */
final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final MemoryMXBean JAVA = ManagementFactory.getMemoryMXBean();

    private ProcessMemory() {}

    /** In bytes, or NaN. */
    static double resident() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** Resident beyond what Java has committed: the engine's tensors and code, buffers, thread stacks. In bytes. */
    static double outsideJava() {
        long java = JAVA.getHeapMemoryUsage().getCommitted()
                + JAVA.getNonHeapMemoryUsage().getCommitted();
        return Math.max(0, resident() - java);
    }
}
