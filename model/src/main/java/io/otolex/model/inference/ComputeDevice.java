package io.otolex.model.inference;

import java.util.Locale;

/** Where a network runs. */
public enum ComputeDevice {
    /** The first GPU if there is one that the engine can use, the CPU otherwise. */
    AUTO,
    CPU,
    /** The first GPU; its absence is an error, never a silent CPU. */
    CUDA;

    /** Reads a setting such as {@code cpu}. */
    public static ComputeDevice parse(String setting) {
        try {
            return valueOf(setting.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("device must be auto, cpu or cuda, was '" + setting + "'", e);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
