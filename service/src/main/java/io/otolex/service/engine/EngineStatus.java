package io.otolex.service.engine;

import java.time.Duration;
import java.util.List;

/** What an engine is and how busy it is; asked at any time, by any thread. */
public interface EngineStatus {

    /** Of an engine without a queue. */
    EngineStatus UNKNOWN = new EngineStatus() {};

    /** Such as {@code cpu} or {@code gpu:0}. */
    default List<String> devices() {
        return List.of("cpu");
    }

    /** Windows that the devices scored in a second while they were warmed up. */
    default double windowsPerSecond() {
        return 1;
    }

    /** The most windows in a batch, as learnt so far. */
    default int maxBatch() {
        return 1;
    }

    /** Decoded windows that wait for a device. */
    default int waitingWindows() {
        return 0;
    }

    /** How long the oldest of them has waited. */
    default Duration oldestAge() {
        return Duration.ZERO;
    }
}
