package io.otolex.service.admission;

import java.util.function.LongSupplier;

/** Seconds of audio that are scored in a second of work, over about the last half minute. Not thread-safe. */
final class DrainRate {

    /*
     * Audio and time are both forgotten at the same pace, and time counts only while there is something to do: an idle
     * night leaves the rate as it was. It begins with what the warm-up measured, as if that had gone on for ten seconds.
     */

    private static final double MEMORY_SECONDS = 30;
    private static final double FIRST_SECONDS = 10;

    private final LongSupplier nanoClock;
    private double audioSeconds;
    private double workSeconds = FIRST_SECONDS;
    private long last;

    DrainRate(double secondsPerSecond, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.audioSeconds = Math.max(1e-3, secondsPerSecond) * FIRST_SECONDS;
        this.last = nanoClock.getAsLong();
    }

    /** Until now there was something to do, or there was not. */
    void busy(boolean wasBusy) {
        long now = nanoClock.getAsLong();
        double elapsed = (now - last) / 1e9;
        last = now;
        if (wasBusy) {
            double kept = Math.exp(-elapsed / MEMORY_SECONDS);
            audioSeconds *= kept;
            workSeconds = workSeconds * kept + elapsed;
        }
    }

    void drained(double seconds) {
        audioSeconds += seconds;
    }

    double secondsPerSecond() {
        return Math.max(1e-3, audioSeconds / workSeconds);
    }
}
