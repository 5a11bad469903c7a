package io.otolex.model.inference;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How busy a GPU is, as its driver tells; what the driver does not tell is NaN. */
public final class NvidiaGpu {

    private static final Logger LOG = LoggerFactory.getLogger(NvidiaGpu.class);

    private final NvidiaDriver driver;
    private final int index;
    private final Pointer gpu;

    private NvidiaGpu(NvidiaDriver driver, int index, Pointer gpu) {
        this.driver = driver;
        this.index = index;
        this.gpu = gpu;
    }

    /** Every GPU that the driver shows to this process; none where there is no driver. */
    public static List<NvidiaGpu> all() {
        try {
            return all(Native.load(NvidiaDriver.NAME, NvidiaDriver.class));
        } catch (LinkageError e) {
            LOG.info("there is no {}, which could tell of GPUs", NvidiaDriver.NAME);
            return List.of();
        }
    }

    static List<NvidiaGpu> all(NvidiaDriver driver) {
        var count = new IntByReference();
        if (driver.nvmlInit_v2() != 0 || driver.nvmlDeviceGetCount_v2(count) != 0) {
            return List.of();
        }
        return IntStream.range(0, count.getValue())
                .mapToObj(index -> at(driver, index))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<NvidiaGpu> at(NvidiaDriver driver, int index) {
        var handle = new PointerByReference();
        return driver.nvmlDeviceGetHandleByIndex_v2(index, handle) == 0
                ? Optional.of(new NvidiaGpu(driver, index, handle.getValue()))
                : Optional.empty();
    }

    /** As {@code nvidia-smi} counts; the engine's numbers are the same unless CUDA_VISIBLE_DEVICES says otherwise. */
    public int index() {
        return index;
    }

    public double memoryBytes() {
        return asked(driver::nvmlDeviceGetMemoryInfo, memory -> memory.getLong(0));
    }

    /** By all processes, not only by this one. */
    public double usedMemoryBytes() {
        return asked(driver::nvmlDeviceGetMemoryInfo, memory -> memory.getLong(2 * Long.BYTES));
    }

    /** The share of the last moments in which a kernel ran, 0 to 1. */
    public double utilisation() {
        return asked(driver::nvmlDeviceGetUtilizationRates, percent -> percent.getInt(0) / 100.0);
    }

    /** How one number is read from a driver's answer. */
    @FunctionalInterface
    private interface Field {
        double of(Pointer answer);
    }

    private double asked(ToIntBiFunction<Pointer, Pointer> question, Field field) {
        try (var answer = new Memory(3 * Long.BYTES)) {
            return question.applyAsInt(gpu, answer) == 0 ? field.of(answer) : Double.NaN;
        }
    }
}
