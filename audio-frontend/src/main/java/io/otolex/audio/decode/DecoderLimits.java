package io.otolex.audio.decode;

import java.time.Duration;

/**
 * What decoding one recording may cost.
 *
 * @param maxDuration of the recording; longer ones are refused, after having been decoded and read up to here
 * @param wallClock how long a reader waits for the decoder in all, not counting the time in which the reader itself is
 *     busy; too short refuses good recordings on a crowded machine
 * @param cpu processor time of the decoder, in whole seconds; three hours of MP3 take about 20 s
 * @param maxMemoryBytes address space of the decoder, not what it touches (16 to 60 MB); a quarter of it is the most
 *     that one allocation inside may ask for
 * @param processes decoders that run at once; each holds its memory until its reader has read to the end
 * @param maxQueueing how long a recording waits for one of them before it is turned away
 */
public record DecoderLimits(
        Duration maxDuration,
        Duration wallClock,
        Duration cpu,
        long maxMemoryBytes,
        int processes,
        Duration maxQueueing) {

    /** Four hours of audio, 1 GiB of address space, two decoders for each core. */
    public static final DecoderLimits DEFAULT = new DecoderLimits(
            Duration.ofHours(4),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            1L << 30,
            2 * Runtime.getRuntime().availableProcessors(),
            Duration.ofSeconds(30));

    /** Below this the executable's own libraries do not fit. */
    private static final long LEAST_MEMORY_BYTES = 128L << 20;

    public DecoderLimits {
        if (maxDuration.toSeconds() < 1
                || cpu.toSeconds() < 1
                || wallClock.toMillis() < 1
                || maxQueueing.isNegative()) {
            throw new IllegalArgumentException("maxDuration and cpu must be at least 1 s, wallClock positive");
        }
        if (maxMemoryBytes < LEAST_MEMORY_BYTES) {
            throw new IllegalArgumentException(
                    "maxMemoryBytes must be at least " + LEAST_MEMORY_BYTES + ", was " + maxMemoryBytes);
        }
        if (processes < 1) {
            throw new IllegalArgumentException("processes must be at least 1, was " + processes);
        }
    }

    public DecoderLimits withMaxDuration(Duration limit) {
        return new DecoderLimits(limit, wallClock, cpu, maxMemoryBytes, processes, maxQueueing);
    }

    /** The longest recording that is let through. */
    long maxSamples(int sampleRateHz) {
        return Math.multiplyExact(maxDuration.toMillis(), sampleRateHz) / 1000;
    }
}
