package io.otolex.model.inference;

import ai.djl.util.cuda.CudaUtils;
import io.otolex.model.inference.ComputeDevice.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the inside of a network computes in; both ends are float32 in any case.
 *
 * <p>bfloat16 moves the logits of a ConvNeXt-Tiny by about 0.02. On a CPU whose instructions know it, it took half the
 * time of float32; on one without (AVX2 only) the same program took fifteen times as long.
 */
public enum Precision {
    /** bfloat16 on a CPU with AVX512-BF16 or AMX and on GPUs from Ampere on, float32 everywhere else. */
    AUTO,
    FLOAT32,
    BFLOAT16;

    private static final int AMPERE = 80;
    private static final Set<String> NATIVE_BFLOAT16 = Set.of("avx512_bf16", "amx_bf16");

    /** Reads a setting such as {@code bfloat16}. */
    public static Precision parse(String setting) {
        try {
            return valueOf(setting.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("precision must be auto, float32 or bfloat16, was '" + setting + "'", e);
        }
    }

    /** {@link #FLOAT32} or {@link #BFLOAT16}: one for all the devices, or their scores would differ. */
    Precision on(List<ComputeDevice> devices) {
        if (this != AUTO) {
            return this;
        }
        return devices.stream().allMatch(Precision::multipliesBfloat16) ? BFLOAT16 : FLOAT32;
    }

    private static boolean multipliesBfloat16(ComputeDevice device) {
        return device.kind() == Kind.GPU ? gpuKnowsBfloat16(device.index().orElse(0)) : cpuKnowsBfloat16();
    }

    /** As the driver tells: a compute capability of 8.0 is an Ampere. */
    private static boolean gpuKnowsBfloat16(int index) {
        return Integer.parseInt(CudaUtils.getComputeCapability(index)) >= AMPERE;
    }

    /** Whether the CPU says so itself; only Linux tells, elsewhere the answer is no. */
    static boolean cpuKnowsBfloat16() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Stream.of(line.split("\\s+", -1)).anyMatch(NATIVE_BFLOAT16::contains))
                    .orElse(false);
        } catch (IOException e) {
            return false;
        }
    }

    /** As in settings and answers: {@code float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
