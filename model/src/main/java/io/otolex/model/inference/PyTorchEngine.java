package io.otolex.model.inference;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import io.otolex.model.inference.ComputeDevice.Kind;
import java.util.List;
import java.util.stream.IntStream;

/** DJL's PyTorch engine, started once in a process, from the jars alone: it never downloads and never calls home. */
final class PyTorchEngine {

    private static final String NAME = "PyTorch";

    private PyTorchEngine() {}

    /**
     * The engine.
     *
     * @param threads for one operation, or 0 for as many as there are cores; the first start of a process decides
     */
    static Engine start(int threads) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        if (threads > 0) {
            System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
        }
        // Operations of one program run one after the other: a second pool would only compete for the cores.
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        NativeMemory.keepFreed();
        return Engine.getEngine(NAME);
    }

    /** What a wish comes down to on this machine: the CPU, or GPUs with their numbers. */
    static List<ComputeDevice> resolve(Engine engine, ComputeDevice wish) {
        int gpus = engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
        boolean cpu = wish.kind() == Kind.CPU || (wish.kind() == Kind.AUTO && gpus == 0);
        return cpu ? List.of(ComputeDevice.CPU) : found(engine, wish, gpus);
    }

    private static List<ComputeDevice> found(Engine engine, ComputeDevice wish, int gpus) {
        if (wish.index().orElse(0) >= gpus) {
            throw new IllegalStateException("device " + wish + " was asked for, but " + NAME + " " + engine.getVersion()
                    + " sees " + (gpus == 0 ? "no GPU" : gpus + " GPUs, numbered from 0,") + " here");
        }
        return wish.index().isPresent()
                ? List.of(wish)
                : IntStream.range(0, gpus).mapToObj(ComputeDevice::gpu).toList();
    }

    static Device device(ComputeDevice resolved) {
        return resolved.kind() == Kind.GPU ? Device.gpu(resolved.index().orElse(0)) : Device.cpu();
    }
}
