package io.otolex.model.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    /** bfloat16 on a CPU with AVX512-BF16 or AMX, float32 everywhere else. */
    AUTO,
    FLOAT32,
    BFLOAT16;

    private static final Set<String> NATIVE_BFLOAT16 = Set.of("avx512_bf16", "amx_bf16");

    /** Reads a setting such as {@code bfloat16}. */
    public static Precision parse(String setting) {
        try {
            return valueOf(setting.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("precision must be auto, float32 or bfloat16, was '" + setting + "'", e);
        }
    }

    /** {@link #FLOAT32} or {@link #BFLOAT16}. */
    public Precision on(ComputeDevice device) {
        if (this != AUTO) {
            return this;
        }
        return device == ComputeDevice.CPU && cpuKnowsBfloat16() ? BFLOAT16 : FLOAT32;
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
