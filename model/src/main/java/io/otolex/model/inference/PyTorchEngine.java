package io.otolex.model.inference;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;

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
        return Engine.getEngine(NAME);
    }

    /** {@link ComputeDevice#CPU} or {@link ComputeDevice#CUDA}: what a wish comes down to on this machine. */
    static ComputeDevice resolve(Engine engine, ComputeDevice wish) {
        if (wish == ComputeDevice.CPU) {
            return wish;
        }
        boolean usable = engine.hasCapability(StandardCapabilities.CUDA) && engine.getGpuCount() > 0;
        if (wish == ComputeDevice.CUDA && !usable) {
            throw new IllegalStateException(
                    "device cuda was asked for, but " + NAME + " " + engine.getVersion() + " sees no GPU here");
        }
        return usable ? ComputeDevice.CUDA : ComputeDevice.CPU;
    }

    static Device device(ComputeDevice resolved) {
        return resolved == ComputeDevice.CUDA ? Device.gpu() : Device.cpu();
    }
}
